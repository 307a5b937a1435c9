package io.coinslot.cardregistry.service;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.houserules.AdvancingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Partners in memory in place of those over HTTP. */
@TestConfiguration(proxyBeanMethods = false)
class TestPartners {
    @Bean
    TestIssuer issuer() {
        return new TestIssuer();
    }

    @Bean
    @Primary
    FinancialCompanies testCompanies(TestIssuer issuer) {
        return new FinancialCompanies(Map.of("bank", issuer));
    }

    @Bean
    @Primary
    PeerServers testPeers() {
        AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        return new TestPeers(clock)
                .with(TestPeers.WALLET, "w1", "1111", null)
                .with(TestPeers.WALLET, "w2", "2222", "https://bank.example/terms");
    }

    @Bean
    @Primary
    AccountAssertions testAssertions() {
        return (assertion, presenter, thumbprint) -> new VerifiedAccount(
                "account-" + thumbprint,
                "subject-" + thumbprint,
                UUID.randomUUID().toString(),
                Instant.now().plusSeconds(300),
                Map.of(TestPeers.WALLET, new OnwardAssertion("at-wallet", "assertion-for-wallet")));
    }
}
