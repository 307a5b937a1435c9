package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What is remembered of the demo service since it was last seeded.
 *
 * @param portBase of the addresses that it was linked with; 0 if that is not known
 * @param clientSecret the generation of its client's secret
 * @param webhookSecret the generation of its webhook secret
 */
record Seeded(int portBase, int clientSecret, int webhookSecret) {
    private static final Seeded NOT_YET = new Seeded(0, 1, 1);

    static Seeded remembered(Layout layout) {
        try {
            if (!Files.exists(file(layout))) {
                return NOT_YET;
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file(layout))));
            return new Seeded(
                    number(properties, "port-base"),
                    number(properties, "client-secret"),
                    number(properties, "webhook-secret"));
        } catch (IllegalArgumentException e) {
            return NOT_YET; // It says nothing that seeding does not find out again.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Properties properties, String name) {
        return Integer.parseInt(properties.getProperty(name, ""));
    }

    void remember(Layout layout) throws IOException {
        PrivateFiles.replace(
                file(layout),
                "port-base=" + portBase + "\nclient-secret=" + clientSecret + "\nwebhook-secret=" + webhookSecret
                        + "\n");
    }

    private static Path file(Layout layout) {
        return layout.run().resolve("demo-service");
    }
}
