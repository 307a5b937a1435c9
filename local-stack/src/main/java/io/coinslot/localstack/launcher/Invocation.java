package io.coinslot.localstack.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param portBase null for the one in use, or the default
 * @param only names of the processes to start; empty for all
 * @param rest what the launcher does not know itself: for the demo, the benchmark, or the name of a log
 */
record Invocation(
        String command,
        boolean json,
        boolean purge,
        boolean aot,
        @Nullable Integer portBase,
        Set<String> only,
        List<String> rest) {

    /** Refuses a command that there is not, and options that it does not take: it would do something else than was meant. */
    static Invocation parse(String... arguments) {
        String command = arguments.length == 0 ? "help" : arguments[0];
        Help help = Help.of(command)
                .orElseThrow(() -> new UserError("there is no command " + command + "; see ./coinslot help"));
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].startsWith("-") && !help.names(arguments[i])) {
                throw new UserError(
                        command + " does not take " + arguments[i] + "; see ./coinslot " + command + " --help");
            }
        }
        return parsed(command, arguments);
    }

    private static Invocation parsed(String command, String[] arguments) {
        boolean json = false;
        boolean purge = false;
        boolean aot = true;
        Integer portBase = null;
        Set<String> only = Set.of();
        List<String> rest = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--json" -> json = true;
                case "--purge" -> purge = true;
                case "--no-aot" -> aot = false;
                case "--port-base" -> portBase = number(value(arguments, ++i));
                case "--only" -> only = Set.of(value(arguments, ++i).split(","));
                default -> rest.add(arguments[i]);
            }
        }
        return new Invocation(command, json, purge, aot, portBase, only, rest);
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new UserError(arguments[index - 1] + " needs a value");
        }
        return arguments[index];
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UserError("--port-base needs a number, not " + text);
        }
    }

    /** Refuses what the command does not take. */
    void takesNothingElse() {
        if (!rest.isEmpty()) {
            throw new UserError(
                    command + " does not take " + String.join(" ", rest) + "; see ./coinslot " + command + " --help");
        }
    }
}
