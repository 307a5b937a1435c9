package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoinslotPropertiesTest {
    @Test
    void doesNotTellThePasswordOfTheStore() {
        String uri = "mongodb://coinslot:hush@db-1/?tls=true&authSource=admin";

        assertThat(new CoinslotProperties.Mongodb(uri, "billing")).hasToString("Mongodb[database=billing]");
        assertThat(MongoConfiguration.settings(uri).toString()).doesNotContain("hush");
        assertThat(MongoConfiguration.settings(uri).getSslSettings().isEnabled())
                .isTrue();
    }
}
