package io.coinslot.settlement.fee;

import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeeConfiguration {
    @Bean
    FeeSchedules feeSchedules(AggregateFactory factory, MongoDatabase database, Clock clock) {
        return new FeeSchedules(
                factory.aggregates(
                        "fee-schedules",
                        new MongoAggregateStore<>(database, "fee_schedules", FeeSchedule.class),
                        new NoEvents(),
                        List.of()),
                clock);
    }
}
