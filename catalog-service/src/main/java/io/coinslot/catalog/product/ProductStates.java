package io.coinslot.catalog.product;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.servicekit.event.StateEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Publishes each version of a product; the event is the new state itself. */
final class ProductStates implements StateEncoder<Product> {
    @Override
    public String topic() {
        return Topics.PRODUCT_STATES;
    }

    @Override
    public String type(Product event) {
        return "ProductState";
    }

    @Override
    public SpecificRecord envelope(Header header, Product state, Product event) {
        return ProductStateEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setProductKey(header.aggregateId())
                .setSequence(header.sequence())
                .setOccurredAt(header.occurredAt())
                .setEvent(record(event))
                .build();
    }

    private static ProductState record(Product product) {
        ProductDetails details = product.details();
        return ProductState.newBuilder()
                .setServiceId(product.serviceId())
                .setProductId(product.productId().value())
                .setName(details.name())
                .setType(details.type().name())
                .setPrices(details.prices().stream().map(ProductStates::price).toList())
                .setMarketProductIds(details.marketProductIds())
                .setSaleStartsAt(details.saleStartsAt())
                .setSaleEndsAt(details.saleEndsAt())
                .setActive(details.active())
                .build();
    }

    private static io.coinslot.schemas.catalog.Price price(Price price) {
        return io.coinslot.schemas.catalog.Price.newBuilder()
                .setMarket(price.market())
                .setRegion(price.region())
                .setAmount(Money.newBuilder()
                        .setMinorUnits(price.amount().getAmountMinorLong())
                        .setCurrency(price.amount().getCurrencyUnit().getCode())
                        .build())
                .build();
    }
}
