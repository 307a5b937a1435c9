package io.coinslot.billing.configuration;

import io.coinslot.billing.feed.FeedChunks;
import io.coinslot.billing.feed.FeedProjection;
import io.coinslot.billing.feed.FeedReader;
import io.coinslot.billing.feed.FeedWatch;
import io.coinslot.billing.feed.kafka.FeedListener;
import io.coinslot.billing.feed.mongo.MongoFeedChunks;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event feed: a projection of billing's own topic with a consumer group of its own. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    FeedChunks feedChunks(IndexedDatabase database) {
        return new MongoFeedChunks(database);
    }

    @Bean
    FeedWatch feedWatch() {
        return new FeedWatch();
    }

    @Bean
    EventSubscription<PurchaseEventEnvelope> feedEvents(
            FeedChunks chunks, FeedWatch watch, @Value("${spring.application.name}") String service) {
        return EventSubscription.batches(
                Topics.PURCHASE_EVENTS,
                PurchaseEventEnvelope.class,
                service + "-feed",
                new FeedListener(new FeedProjection(chunks, watch::grown)));
    }

    @Bean
    FeedReader feedReader(
            FeedChunks chunks,
            FeedWatch watch,
            ObjectProvider<Producer<String, byte[]>> producers,
            @Value("${coinslot.topics.partitions:6}") int configured) {
        Producer<String, byte[]> producer = producers.getIfAvailable();
        return new FeedReader(
                chunks,
                watch,
                () -> producer == null
                        ? configured
                        : producer.partitionsFor(Topics.PURCHASE_EVENTS).size());
    }
}
