package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.HouseRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.client");
    }

    /** The JDK says of it that it is not safe for several threads, and a client is for any number of them. */
    @Test
    void sharesNoGeneratorOfRandomNumbersThatIsForOneThread() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(source ->
                            assertThat(Files.readString(source)).doesNotContain("RandomGenerator.getDefault"));
        }
    }
}
