package io.coinslot.settlement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The settlement service as a process. */
@SpringBootApplication
public class SettlementApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SettlementApplication.class, arguments);
    }
}
