package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.table.CompactedTables;
import io.coinslot.servicekit.task.Targets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.util.ClassUtils;

/** Events in and out, for services that are given a broker. */
@AutoConfiguration(
        afterName = {
            "io.coinslot.servicekit.configuration.KitConfiguration",
            "io.coinslot.servicekit.configuration.MongoConfiguration"
        })
@ConditionalOnProperty("coinslot.kafka.bootstrap-servers")
@EnableConfigurationProperties({KafkaProperties.class, SchemaRegistryProperties.class})
class KafkaConfiguration {
    private final String bootstrapServers;
    private final BrokerAccess access;

    KafkaConfiguration(
            @Value("${coinslot.kafka.bootstrap-servers}") String bootstrapServers, KafkaProperties properties) {
        this.bootstrapServers = bootstrapServers;
        this.access = new BrokerAccess(properties.properties());
    }

    @Bean
    EventCodec eventCodec(
            @Value("${coinslot.schema-registry.url:http://127.0.0.1:8081}") String registryUrl,
            @Value("${coinslot.kafka.value-serializer:io.apicurio.registry.serde.avro.AvroKafkaSerializer}")
                    String serializerClass,
            @Value("${coinslot.kafka.value-deserializer:io.apicurio.registry.serde.avro.AvroKafkaDeserializer}")
                    String deserializerClass,
            SchemaRegistryProperties properties,
            RegistryOutages outages) {
        Map<String, Object> settings =
                new RegistryAccess(properties.properties()).over(RegistryEventCodec.settings(registryUrl));
        Serializer<Object> serializer = instance(serializerClass);
        serializer.configure(settings, false);
        Deserializer<Object> deserializer = instance(deserializerClass);
        deserializer.configure(settings, false);
        return new WatchedCodec(new RegistryEventCodec(serializer, deserializer), outages);
    }

    @Bean
    RegistryOutages registryOutages(MongoDatabase database, Clock clock) {
        return new RegistryOutages(database, clock);
    }

    @SuppressWarnings("unchecked") // The class is named by configuration; a wrong one fails here, at the start.
    private static <T> T instance(String className) {
        try {
            return (T)
                    ClassUtils.forName(className, null).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + className, e);
        }
    }

    @Bean(destroyMethod = "")
    Producer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        // Who sends is a thread that writes for everybody, and what is not sent now the sweeper sends.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        return new KafkaProducer<>(
                access.over(settings, ProducerConfig.configNames()), new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    KafkaEventPublisher eventPublisher(Producer<String, byte[]> producer, ScheduledExecutorService timer) {
        return new KafkaEventPublisher(producer, timer);
    }

    @Bean
    AggregateFactory aggregateFactory(
            @Value("${spring.application.name}") String source,
            @Value("${coinslot.sweep.interval:5s}") Duration sweepInterval,
            EventCodec codec,
            EventPublisher publisher,
            Targets targets,
            Clock clock,
            ScheduledExecutorService timer) {
        return new AggregateFactory(source, codec, publisher, targets, clock, timer, sweepInterval);
    }

    @Bean
    ConsumerFactory<String, byte[]> consumerFactory() {
        Map<String, Object> settings = consumerSettings();
        return new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        // The admin client that looks for a group's topic takes what it knows of these.
        return access.over(settings, ConsumerConfig.configNames());
    }

    @Bean
    CompactedTables compactedTables(EventCodec codec, ObjectProvider<MeterRegistry> meters) {
        return new FollowedTables(
                codec,
                () -> new KafkaConsumer<>(consumerSettings(), new StringDeserializer(), new ByteArrayDeserializer()),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    MongoDeadLetters mongoDeadLetters(IndexedDatabase database, Clock clock) {
        return new MongoDeadLetters(database, clock);
    }

    @Bean
    DeadLetters deadLetters(
            MongoDeadLetters letters,
            Producer<String, byte[]> producer,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        return new DeadLetters(letters, producer, meters.getIfAvailable(SimpleMeterRegistry::new), clock);
    }

    @Bean
    Appliers appliers(EventCodec codec, DeadLetters deadLetters, MongoParkedEvents parked) {
        return new Appliers(codec, deadLetters, parked);
    }

    @Bean
    DeadLetterController deadLetterController(
            MongoDeadLetters letters,
            DeadLetters deadLetters,
            Appliers appliers,
            MongoParkedEvents parked,
            ParkedEventSweep sweep) {
        return new DeadLetterController(letters, new Redrive(letters, deadLetters, appliers, parked, sweep));
    }

    @Bean
    MongoParkedEvents parkedEvents(IndexedDatabase database, Clock clock) {
        return new MongoParkedEvents(database, clock);
    }

    @Bean
    ParkedEventSweep parkedEventSweep(
            MongoParkedEvents parked,
            Appliers appliers,
            DeadLetters deadLetters,
            RegistryOutages outages,
            Clock clock,
            ScheduledExecutorService timer) {
        ParkedEventSweep sweep = new ParkedEventSweep(parked, appliers, deadLetters, outages, clock);
        timer.scheduleWithFixedDelay(sweep, 2, 2, TimeUnit.SECONDS);
        return sweep;
    }

    @Bean
    ConsumerContainers consumerContainers(
            ConsumerFactory<String, byte[]> consumers,
            @Value("${coinslot.kafka.instance:}") String instance,
            @Value("${coinslot.kafka.session-timeout:45s}") Duration session,
            @Value("${coinslot.kafka.concurrency:1}") int concurrency,
            ApplicationEventPublisher hearers) {
        return new ConsumerContainers(consumers, new Membership(instance, session, concurrency), hearers);
    }

    @Bean
    Subscriptions subscriptions(
            ObjectProvider<EventSubscription<?>> subscriptions,
            ConsumerContainers containers,
            Appliers appliers,
            @Value("${coinslot.kafka.restart-interval:30s}") Duration restartInterval) {
        return new Subscriptions(
                subscriptions.stream()
                        .map(subscription -> containers.consumers(subscription, appliers.add(subscription)))
                        .toList(),
                restartInterval);
    }
}
