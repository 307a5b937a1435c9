package io.coinslot.servicekit.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param properties settings of Kafka's clients by their own names, passwords among them */
@ConfigurationProperties("coinslot.kafka")
record KafkaProperties(@DefaultValue Map<String, String> properties) {
    @Override
    public String toString() {
        return "KafkaProperties" + properties.keySet();
    }
}
