package io.coinslot.schemas;

import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.StatementEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The topic catalogue: every topic there is. Topics are created from it by deployment, never by the broker itself. */
public final class Topics {
    public static final String SERVICE_STATES = "catalog.service-states.v1";
    public static final String PRODUCT_STATES = "catalog.product-states.v1";
    public static final String PURCHASE_EVENTS = "billing.purchase-events.v1";
    public static final String PAYMENT_EVENTS = "market.payment-events.v1";
    public static final String AVAILABILITY_STATES = "market.availability-states.v1";
    public static final String JOURNAL_ENTRIES = "settlement.journal-entries.v1";
    public static final String STATEMENTS = "settlement.statements.v1";
    public static final String REGISTRATION_EVENTS = "card.registration-events.v1";

    private static final Duration EVENT_RETENTION = Duration.ofDays(365);

    private static final List<Topic> PUBLISHED = List.of(
            states(SERVICE_STATES, ServiceStateEnvelope.getClassSchema()),
            states(PRODUCT_STATES, ProductStateEnvelope.getClassSchema()),
            events(PURCHASE_EVENTS, PurchaseEventEnvelope.getClassSchema()),
            events(PAYMENT_EVENTS, PaymentEventEnvelope.getClassSchema()),
            states(AVAILABILITY_STATES, AvailabilityStateEnvelope.getClassSchema()),
            events(JOURNAL_ENTRIES, JournalEntryEnvelope.getClassSchema()),
            events(STATEMENTS, StatementEnvelope.getClassSchema()),
            events(REGISTRATION_EVENTS, RegistrationEventEnvelope.getClassSchema()));

    private Topics() {}

    /** The topics that services publish to, each with its schema. */
    public static List<Topic> published() {
        return PUBLISHED;
    }

    /** Every topic, dead letters included. */
    public static List<Topic> all() {
        return PUBLISHED.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetters()))
                .toList();
    }

    private static Topic states(String name, Schema schema) {
        return new Topic(name, true, null, schema);
    }

    private static Topic events(String name, Schema schema) {
        return new Topic(name, false, EVENT_RETENTION, schema);
    }
}
