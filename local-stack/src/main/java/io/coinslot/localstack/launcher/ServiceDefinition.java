package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One process of the stack.
 *
 * @param name as shown and as the log is named
 * @param ports it listens on, the main one first
 * @param command made when it is started, since that may unpack the build's archive
 * @param readiness asked until it can be used
 * @param needs names of processes and steps that must be ready before it starts
 */
record ServiceDefinition(
        String name, List<Integer> ports, Supplier<JavaCommand> command, Readiness readiness, Set<String> needs) {

    /** The same, told more that is only known when it is started. */
    ServiceDefinition withProperties(Supplier<Map<String, String>> properties) {
        Supplier<JavaCommand> informed = () -> {
            JavaCommand made = command.get();
            for (Map.Entry<String, String> property : properties.get().entrySet()) {
                made = made.withProperty(property.getKey(), property.getValue());
            }
            return made;
        };
        return new ServiceDefinition(name, ports, informed, readiness, needs);
    }

    int port() {
        return ports.getFirst();
    }
}
