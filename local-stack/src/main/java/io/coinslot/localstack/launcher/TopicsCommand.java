package io.coinslot.localstack.launcher;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.RegistryAddress;
import io.coinslot.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** {@code topics --broker A --registry URL}: topics and schemas of another installation, before its services start. */
final class TopicsCommand {
    private static final int USUAL_REPLICATION = 3;
    private static final int MOST = 1_000;

    private final Invocation invocation;

    TopicsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    int run() throws IOException, InterruptedException {
        Deployment deployment = deployment();
        deployment.run();
        System.out.println(invocation.json() ? "{\"ready\":true}" : Topics.all().size() + " topics are there");
        return 0;
    }

    /** What is asked for. */
    Deployment deployment() throws IOException {
        List<String> rest = new ArrayList<>(invocation.rest());
        Map<String, Object> broker = new HashMap<>(read(taken(rest, "--broker-settings")));
        Map<String, String> access = read(taken(rest, "--registry-settings"));
        broker.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, needed(rest, "--broker"));
        RegistryAddress registry = address(needed(rest, "--registry").replaceAll("/+$", ""), access);
        int partitions = number(rest, "--partitions", Deployment.PARTITIONS);
        int replication = number(rest, "--replication", USUAL_REPLICATION);
        if (!rest.isEmpty()) {
            throw new UserError("topics does not take " + String.join(" ", rest) + "; see ./coinslot topics --help");
        }
        return new Deployment(broker, registry, partitions, replication);
    }

    private static RegistryAddress address(String url, Map<String, String> access) {
        try {
            return new RegistryAddress(url, access);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> read(@Nullable String file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }

    private static int number(List<String> rest, String option, int otherwise) {
        String text = taken(rest, option);
        try {
            int number = text == null ? otherwise : Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UserError(option + " needs a number from 1 to " + MOST + ", not " + text);
    }

    private static String needed(List<String> rest, String option) {
        String value = taken(rest, option);
        if (value == null) {
            throw new UserError("topics needs " + option + "; see ./coinslot topics --help");
        }
        return value;
    }

    private static @Nullable String taken(List<String> rest, String option) {
        int at = rest.indexOf(option);
        if (at < 0) {
            return null;
        }
        if (at + 1 >= rest.size()) {
            throw new UserError(option + " needs a value");
        }
        rest.remove(at);
        return rest.remove(at);
    }
}
