import ArgumentParser

/// Completion for the check without its name: ArgumentParser's scripts complete what follows a command only, so words that
/// are none are completed as if `check` stood before them.
enum ShortFormCompletion {
  /// The script with that; any other text as it is.
  static func added(to script: String) -> String {
    if script.hasPrefix("#compdef imgcheck") { return zsh(script) }
    if script.hasSuffix("\n" + bashEnd) || script.hasSuffix(bashEnd + "\n") { return bash(script) }
    return script.contains(fishStart) ? fish(script) : script
  }

  private static var commands: [String] {
    ImgCheck.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  private static let bashEnd = "complete -o filenames -F _imgcheck imgcheck"

  private static func bash(_ script: String) -> String {
    script.replacing(
      bashEnd,
      with: """
        # The check without its name completes as after 'imgcheck check'; the first word may be a command too.
        _imgcheck_or_check() {
            local -a found=()
            case "${COMP_WORDS[1]-}" in
            \(commands.joined(separator: "|")))
                _imgcheck "$@"
                [[ "${COMP_CWORD}" -eq 1 ]] || return 0
                found=("${COMPREPLY[@]}")
                ;;
            *)
                if [[ "${COMP_CWORD}" -eq 1 ]]; then
                    _imgcheck "$@"
                    found=("${COMPREPLY[@]}")
                fi
                ;;
            esac
            local -a words=("${COMP_WORDS[0]}" check "${COMP_WORDS[@]:1}")
            local line="${COMP_LINE}"
            local -i point="${COMP_POINT}" index="${COMP_CWORD}"
            COMP_WORDS=("${words[@]}")
            COMP_CWORD="$((index + 1))"
            COMP_LINE="${words[0]} check${line#"${words[0]}"}"
            COMP_POINT="$((point + 6))"
            COMPREPLY=()
            _imgcheck "$@"
            COMPREPLY=("${found[@]}" "${COMPREPLY[@]}")
        }

        complete -o filenames -F _imgcheck_or_check imgcheck
        """)
  }

  private static func zsh(_ script: String) -> String {
    script.replacing(
      "\n_imgcheck() {\n    emulate -RL zsh -G\n",
      with: """

        _imgcheck() {
            emulate -RL zsh -G
            # The check without its name completes as after 'imgcheck check'; the first word may be a command too.
            local -ar commands_of_imgcheck=(\(commands.joined(separator: " ")))
            if [[ "${CURRENT}" -eq 2 && "${words[2]}" != -* ]]; then
                _files
            elif [[ "${commands_of_imgcheck[(Ie)${words[2]}]}" -eq 0 ]]; then
                words=("${words[1]}" check "${words[@]:1}")
                CURRENT="$((CURRENT + 1))"
            fi

        """)
  }

  private static let fishStart = "    set -l unparsed_tokens (__imgcheck_tokens -pc)\n"

  private static func fish(_ script: String) -> String {
    let names = commands.joined(separator: " ")
    return script.replacing(
      fishStart,
      with: fishStart
        + """
            # The check without its name completes as after 'imgcheck check'.
            if set -q unparsed_tokens[2]; and not contains -- $unparsed_tokens[2] \(names)
                set unparsed_tokens $unparsed_tokens[1] check $unparsed_tokens[2..]
            end

        """)
      + "\ncomplete -c imgcheck -n 'test (count (__imgcheck_tokens -pc)) -eq 1' -F\n"
  }
}
