package io.coinslot.cardregistry.configuration;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.cardregistry.charge.ChargeDesk;
import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.cardregistry.offer.CredentialSeals;
import io.coinslot.cardregistry.offer.OfferDesk;
import io.coinslot.cardregistry.offer.TakenBack;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.RegistrationRequests;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.registration.activation.CodeDesk;
import io.coinslot.cardregistry.registration.kafka.RegistrationEventEncoder;
import io.coinslot.cardregistry.registration.mongo.MongoRegistrationLists;
import io.coinslot.cardregistry.registration.mongo.MongoTakenBack;
import io.coinslot.cardregistry.registration.task.KeptAssertions;
import io.coinslot.cardregistry.registration.task.OtherRegistrations;
import io.coinslot.cardregistry.registration.task.RegistrationTaskHandlers;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.cardregistry.token.kafka.TokenEventEncoder;
import io.coinslot.cardregistry.token.mongo.MongoTokenLists;
import io.coinslot.cardregistry.token.task.TokenTaskHandlers;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registrations and tokens over their stores. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    @Bean
    KeptAssertions keptAssertions(SecretKeys keys) {
        return KeptAssertions.under(keys);
    }

    @Bean
    MongoAggregateStore<Token> tokenStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "tokens", Token.class);
    }

    @Bean
    TokenLists tokenLists(MongoAggregateStore<Token> store) {
        return new MongoTokenLists(store);
    }

    @Bean
    TokenTaskHandlers tokenTaskHandlers(
            FinancialCompanies issuers, CardClaims claims, CardReferences references, PeerServers peers, Clock clock) {
        return new TokenTaskHandlers(issuers, claims, references, peers, clock);
    }

    @Bean
    Tokens tokens(AggregateFactory factory, MongoAggregateStore<Token> store, TokenTaskHandlers handlers, Clock clock) {
        return new Tokens(factory.aggregates("tokens", store, new TokenEventEncoder(), handlers.all()), clock);
    }

    @Bean
    MongoAggregateStore<Registration> registrationStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "registrations", Registration.class);
    }

    @Bean
    VersionWatch<Registration> registrationWatch(MongoAggregateStore<Registration> store) {
        return new VersionWatch<>(id -> store.load(List.of(id)).get(id));
    }

    @Bean
    RegistrationTaskHandlers registrationTaskHandlers(
            AccountAssertions assertions,
            SpentAssertions spent,
            KeptAssertions kept,
            PeerServers peers,
            FinancialCompanies issuers,
            CardClaims claims,
            Tokens tokens,
            OtherRegistrations others,
            Clock clock) {
        return new RegistrationTaskHandlers(assertions, spent, kept, peers, issuers, claims, tokens, others, clock);
    }

    @Bean
    RegistrationLists registrationLists(MongoAggregateStore<Registration> store) {
        return new MongoRegistrationLists(store);
    }

    @Bean
    OtherRegistrations otherRegistrations(
            RegistrationLists lists, ObjectProvider<Registrations> registrations, Clock clock) {
        return new OtherRegistrations(lists, registrations::getObject, clock);
    }

    @Bean
    Registrations registrations(
            AggregateFactory factory,
            MongoAggregateStore<Registration> store,
            RegistrationTaskHandlers handlers,
            VersionWatch<Registration> watch) {
        return new Registrations(factory.aggregates(
                "registrations", store, new RegistrationEventEncoder(), handlers.all(), watch::committed));
    }

    @Bean
    RegistrationRequests registrationRequests(
            Registrations registrations, KeptAssertions kept, CardProperties properties, Clock clock) {
        return new RegistrationRequests(registrations, kept::seal, properties.registrationLife(), clock);
    }

    @Bean
    CompanyLine companyLine(FinancialCompanies issuers, Targets targets) {
        return new CompanyLine(issuers, targets);
    }

    @Bean
    CodeDesk codeDesk(Registrations registrations, CompanyLine companies) {
        return new CodeDesk(registrations, companies);
    }

    @Bean
    ChargeDesk chargeDesk(Tokens tokens, CompanyLine companies) {
        return new ChargeDesk(tokens, companies);
    }

    @Bean
    TakenBack takenBack(MongoAggregateStore<Registration> store, Registrations registrations) {
        return new MongoTakenBack(store, registrations);
    }

    @Bean
    OfferDesk offerDesk(
            AccountAssertions assertions,
            TokenLists lists,
            Tokens tokens,
            CardReferences references,
            CredentialSeals seals,
            Clock clock) {
        return new OfferDesk(assertions, lists, tokens, references, seals, clock);
    }
}
