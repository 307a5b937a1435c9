package io.coinslot.settlement.configuration;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ThreadConfiguration {
    /** For what waits for the store, which neither a consumer's thread nor the engine's may do. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService storeThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("store-", 0).factory());
    }
}
