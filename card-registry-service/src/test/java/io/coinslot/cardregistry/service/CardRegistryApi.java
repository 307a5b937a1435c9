package io.coinslot.cardregistry.service;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service over HTTP and an embedded store, with partners that answer here. All such tests use one application. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"coinslot.kafka.bootstrap-servers=false", "coinslot.mongodb.uri=false"})
@Import({LocalRegistry.class, TestPartners.class})
@ResourceLock("the application")
abstract class CardRegistryApi {
    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void partners(DynamicPropertyRegistry properties) throws Exception {
        PublishedPartners.register(properties);
    }
}
