package io.coinslot.billing.configuration;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.kafka.FollowedCatalog;
import io.coinslot.billing.selection.MarketAvailability;
import io.coinslot.billing.selection.kafka.FollowedAvailability;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.table.CompactedTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The copy of the catalog. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    @Bean
    Catalog catalog(CompactedTables tables) {
        return new FollowedCatalog(
                tables.follow(Topics.SERVICE_STATES, ServiceStateEnvelope.class),
                tables.follow(Topics.PRODUCT_STATES, ProductStateEnvelope.class));
    }

    @Bean
    MarketAvailability marketAvailability(CompactedTables tables) {
        return new FollowedAvailability(tables.follow(Topics.AVAILABILITY_STATES, AvailabilityStateEnvelope.class));
    }
}
