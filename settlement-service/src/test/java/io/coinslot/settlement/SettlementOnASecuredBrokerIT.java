package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.SecuredPlatform;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service where the broker and the registry let in who shows a password over TLS alone. */
class SettlementOnASecuredBrokerIT {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static SecuredPlatform platform;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        platform = SecuredPlatform.start();
        platform.deploy();
        List<String> arguments = new ArrayList<>(platform.arguments());
        arguments.addAll(List.of("--server.port=0", "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks"));
        service = SpringApplication.run(SettlementApplication.class, arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        platform.close();
    }

    @Test
    @SuppressWarnings("unchecked")
    void booksACapture() throws Exception {
        byte[] value = service.getBean(EventCodec.class).encode(Topics.PAYMENT_EVENTS, captured());
        Producer<String, byte[]> producer = service.getBean(Producer.class);
        producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "pur_secured", value))
                .get();

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(kinds()).containsExactly(EntryKind.CAPTURE));
    }

    private static List<EntryKind> kinds() {
        PurchaseLedger ledger = service.getBean(Journal.class).find("pur_secured");
        return ledger == null
                ? List.of()
                : ledger.entries().stream().map(JournalEntry::kind).toList();
    }

    private static PaymentEventEnvelope captured() {
        PaymentCaptured event = PaymentCaptured.newBuilder()
                .setMarketTransactionId("GPA.1")
                .setApplication("com.example")
                .setCaptured(new Money(1_200L, "KRW"))
                .setCapturedAt(NOW)
                .setTestPurchase(false)
                .setUserId("u1")
                .setProductId("gem")
                .setQuantity(1)
                .build();
        return new PaymentEventEnvelope("cap_secured", "pur_secured", 1L, "arcade", "google-play", NOW, event);
    }
}
