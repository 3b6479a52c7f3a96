using System.Collections.Immutable;

namespace GanBench.Cli.Completion;

/// <summary>What makes a shell complete the program's command lines.</summary>
/// <remarks>
/// Each script asks the program itself: <c>ganbench [suggest:POSITION] LINE</c> prints what may stand at a position of a line. The program
/// that is asked is the one that is typed, so a script need not know where it is. Options are offered once a dash is typed, because they
/// would hide the names; where the program knows nothing, the shell offers files.
/// </remarks>
internal static class CompletionScripts
{
    private const string Bash =
        """
        # Load it in ~/.bashrc with: source <(ganbench completion bash)
        _ganbench() {
            local word="${COMP_WORDS[COMP_CWORD]}" typed="${COMP_LINE:0:COMP_POINT}" line known
            line="ganbench ${typed#* }"
            known="$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2> /dev/null)"
            if [[ "$word" != -* ]]; then
                known="$(grep -v '^-' <<< "$known")"
            fi
            COMPREPLY=($(compgen -W "$known" -- "$word"))
        }
        complete -o bashdefault -o default -F _ganbench ganbench

        """;

    private const string Zsh =
        """
        # Load it in ~/.zshrc, after compinit, with: source <(ganbench completion zsh)
        _ganbench() {
            local line="ganbench ${(j: :)words[2,CURRENT]}"
            local -a known
            known=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2> /dev/null)}")
            if [[ "${words[CURRENT]}" != -* ]]; then
                known=("${(@)known:#-*}")
            fi
            known=("${(@)known:#}")
            compadd -a known || _files
        }
        compdef _ganbench ganbench

        """;

    private const string Fish =
        """
        # Load it in ~/.config/fish/config.fish with: ganbench completion fish | source
        function __ganbench_complete
            set -l words (commandline -opc)
            set -l word (commandline -ct)
            set -l line (string join ' ' -- ganbench $words[2..-1] "$word")
            set -l known ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null)
            if not string match -q -- '-*' "$word"
                set known (string match -v -- '-*' $known)
            end
            if count (string match -- "$word*" $known) > /dev/null
                printf '%s\n' $known
            else
                __fish_complete_path "$word"
            end
        end
        complete -c ganbench -f -a '(__ganbench_complete)'

        """;

    private const string PowerShell =
        """
        # Load it in $PROFILE with: ganbench completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName ganbench -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $elements = @($commandAst.CommandElements)
            $typed = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
            $line = 'ganbench' + $typed.Substring($elements[0].ToString().Length)
            & $elements[0].ToString() "[suggest:$($line.Length)]" $line 2> $null |
                Where-Object { $_ -like "$wordToComplete*" -and ($wordToComplete -like '-*' -or $_ -notlike '-*') } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells that there is a script for.</summary>
    public static ImmutableArray<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell; lines end with LF.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentException($"Bug in GanBench: there is no completion for {shell}.", nameof(shell)),
    };
}
