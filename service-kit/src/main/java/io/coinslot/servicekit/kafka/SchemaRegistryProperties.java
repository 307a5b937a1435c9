package io.coinslot.servicekit.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param properties settings of the registry's client by their own names, passwords among them */
@ConfigurationProperties("coinslot.schema-registry")
record SchemaRegistryProperties(@DefaultValue Map<String, String> properties) {
    @Override
    public String toString() {
        return "SchemaRegistryProperties" + properties.keySet();
    }
}
