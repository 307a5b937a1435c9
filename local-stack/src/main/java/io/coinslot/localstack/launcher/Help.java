package io.coinslot.localstack.launcher;

/** {@code help}. */
final class Help {
    private Help() {}

    static int show() {
        System.out.print("""
            ./coinslot COMMAND

              up                 start everything and return when it is ready; start again what is missing
              demo               up, then sell real items through every market, bring cards to a watch, show what happened
              status             which processes run, on which port, with how much memory
              logs [SERVICE...]  the end of the logs
              keys [ACTION]      the sealing key's rotation: add, promote ID, remove ID; keys billing-tokens [ACTION] is
                                 that of the key of billing tokens; docs/rotating-keys.md
              bench [OPTIONS]    up, then measure; see ./coinslot bench --help
              down [--purge]     end everything; --purge also deletes data, keys and logs
              format [FOLDER...] bring the sources into the project's format
              help               this text

            Options
              --json             for machines: one JSON object on standard output
              --port-base N      the gateway's port, from which all others follow (default 8080)
              --only A,B         start only these processes
              --no-aot           start without AOT caches and record none

            Everything runs as separate processes of one user, on the loopback address, without containers.
            State, logs, keys and .coinslot/connection.json lie in .coinslot/.
            """);
        return 0;
    }
}
