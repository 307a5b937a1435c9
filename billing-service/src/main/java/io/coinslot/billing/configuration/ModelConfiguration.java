package io.coinslot.billing.configuration;

import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.checkout.AccountNames;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Endings;
import io.coinslot.billing.checkout.Permissions;
import io.coinslot.billing.checkout.Pricing;
import io.coinslot.billing.checkout.rest.AmountLimitsReader;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.clientevent.ClientEvents;
import io.coinslot.billing.delivery.DeliveryConfirmations;
import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.webhook.JsonWebhooks;
import io.coinslot.billing.information.BillingTokens;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.information.mongo.SealedClientSecrets;
import io.coinslot.billing.limit.Users;
import io.coinslot.billing.payment.MarketFacts;
import io.coinslot.billing.payment.MoneyBack;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.billing.selection.MarketAvailability;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The decisions of the billing service. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
    @Bean
    JsonWebhooks jsonWebhooks(JsonMapper json) {
        return new JsonWebhooks(json);
    }

    @Bean
    Notifier notifier(Catalog catalog, JsonWebhooks bodies) {
        return new Notifier(catalog, bodies);
    }

    @Bean
    DeliverySteps deliverySteps(Notifier notifier, BillingProperties properties) {
        return new DeliverySteps(notifier, properties.deliveryTerms());
    }

    @Bean
    DeliveryConfirmations deliveryConfirmations(DeliverySteps steps) {
        return new DeliveryConfirmations(steps);
    }

    @Bean
    ClientEvents clientEvents(DeliverySteps steps) {
        return new ClientEvents(steps);
    }

    @Bean
    MarketFacts marketFacts(DeliverySteps steps, Notifier notifier) {
        return new MarketFacts(new MoneyBack(steps, notifier), notifier);
    }

    @Bean
    Endings endings(Notifier notifier) {
        return new Endings(notifier);
    }

    @Bean
    BillingTokens billingTokens(SecretKeys keys, BillingProperties properties) {
        return new BillingTokens(new KeyFiles(keys).billingTokens(), properties.billingTokenLife());
    }

    /** Refuses to start if something that can be paid needs a key that is missing. */
    @Bean
    InformationDesk informationDesk(
            BillingTokens tokens, Sealer sealer, SealWatch watch, MongoAggregateStore<Purchase> purchaseStore) {
        watch.over("client secrets", new SealedClientSecrets(purchaseStore)::count);
        return new InformationDesk(tokens, sealer);
    }

    @Bean
    OwnedPurchases ownedPurchases(Aggregates<Purchase, PurchaseEvent> purchases, VersionWatch<Purchase> watch) {
        return new OwnedPurchases(purchases, watch);
    }

    @Bean
    Pricing pricing(Catalog catalog, MarketAvailability availability, PurchaseLists lists) {
        return new Pricing(catalog, availability, lists::marketsPaidAt);
    }

    @Bean
    Checkout checkout(
            Aggregates<Purchase, PurchaseEvent> purchases,
            Users users,
            PaymentTokens tokens,
            ClientDays days,
            Pricing pricing,
            SecretKeys keys,
            MongoAggregateStore<Purchase> purchaseStore,
            BillingProperties properties,
            Clock clock) {
        AccountNames accounts = new NamedUsers(new KeyFiles(keys), purchaseStore).names();
        return new Checkout(
                purchases, new Permissions(users, tokens, days), pricing, accounts, properties.payableFor(), clock);
    }

    @Bean
    AmountLimitsReader amountLimitsReader(JsonMapper json) {
        return new AmountLimitsReader(json);
    }
}
