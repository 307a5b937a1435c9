package io.coinslot.cardregistry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The card registry as a process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CardRegistryApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(CardRegistryApplication.class, arguments);
    }
}
