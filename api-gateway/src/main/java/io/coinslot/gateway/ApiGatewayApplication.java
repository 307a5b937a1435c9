package io.coinslot.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication(excludeName = "io.coinslot.servicekit.kafka.KafkaConfiguration")
@ConfigurationPropertiesScan
public class ApiGatewayApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ApiGatewayApplication.class, arguments);
    }
}
