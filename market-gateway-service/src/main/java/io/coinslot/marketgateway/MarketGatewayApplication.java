package io.coinslot.marketgateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The market gateway service. */
@SpringBootApplication
public class MarketGatewayApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MarketGatewayApplication.class, arguments);
    }
}
