package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.account.mongo.MongoSpentAssertions;
import io.coinslot.cardregistry.claim.mongo.MongoCardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.journey.InMemoryReferences;
import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.DeviceRequest;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationRequests;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.registration.kafka.RegistrationEventEncoder;
import io.coinslot.cardregistry.registration.mongo.MongoRegistrationLists;
import io.coinslot.cardregistry.registration.task.KeptAssertions;
import io.coinslot.cardregistry.registration.task.OtherRegistrations;
import io.coinslot.cardregistry.registration.task.RegistrationTaskHandlers;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.cardregistry.token.kafka.TokenEventEncoder;
import io.coinslot.cardregistry.token.task.TokenTaskHandlers;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.task.Targets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process stops for ever within a call, before or after it had its effect; another one goes on from the document. */
class CrashIT {
    @TempDir
    Path folder;

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    /** Outlives the processes. */
    private final LocalBroker broker = new LocalBroker();

    private final TestIssuer issuer = new TestIssuer();
    private final TestPeers peers = new TestPeers(clock).with(TestPeers.WALLET, "w1", "1111", null);

    /** One process of the service. */
    private final class Process implements AutoCloseable {
        private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        private final AggregateFactory factory;
        private final MongoAggregateStore<Registration> store;
        private final Registrations registrations;
        private final RegistrationRequests requests;

        /**
         * @param clock its own: what a stopped process is still about to do does not see how time passes
         * @param stopsIn the call that this process never comes back from, or none
         */
        Process(Store database, Clock clock, String stopsIn, boolean after) {
            factory = new AggregateFactory(
                    "card-registry-service", broker, broker, new Targets(), clock, timer, Duration.ofMillis(50));
            PeerServers asked = stopping(PeerServers.class, peers, stopsIn, after);
            FinancialCompanies companies =
                    new FinancialCompanies(Map.of("bank", stopping(FinancialCompany.class, issuer, stopsIn, after)));
            AccountAssertions accounts = stopping(
                    AccountAssertions.class,
                    (assertion, presenter, thumbprint) -> new VerifiedAccount(
                            "account",
                            "subject",
                            "assertion-1",
                            clock.instant().plusSeconds(300),
                            Map.of(TestPeers.WALLET, new OnwardAssertion("at-wallet", "onward"))),
                    stopsIn,
                    after);
            MongoCardClaims claims = new MongoCardClaims(database.database(), clock);
            Tokens tokens = new Tokens(
                    factory.aggregates(
                            "tokens",
                            new MongoAggregateStore<>(new IndexedDatabase(database.database()), "tokens", Token.class),
                            new TokenEventEncoder(),
                            new TokenTaskHandlers(companies, claims, new InMemoryReferences(), peers, clock).all()),
                    clock);
            SpentAssertions spent = new MongoSpentAssertions(new IndexedDatabase(database.database()), clock, timer);
            KeptAssertions kept = new KeptAssertions(TestSealer.in(folder));
            store = new MongoAggregateStore<>(
                    new IndexedDatabase(database.database()), "registrations", Registration.class);
            OtherRegistrations others =
                    new OtherRegistrations(new MongoRegistrationLists(store), this::registrations, clock);
            registrations = new Registrations(factory.aggregates(
                    "registrations",
                    store,
                    new RegistrationEventEncoder(),
                    new RegistrationTaskHandlers(accounts, spent, kept, asked, companies, claims, tokens, others, clock)
                            .all()));
            requests = new RegistrationRequests(registrations, kept::seal, Registry.LIFE, clock);
        }

        String ask() {
            DeviceInfo device = new DeviceInfo("watch", "WATCH", "WEAR", null, List.of(), null);
            DeviceRequest request = new DeviceRequest("app", "wallet", device, "ko", SelectionMode.ALL);
            return requests.request("dev-1", new IdempotencyKey("key"), Registry.WATCH, request, "a.b.c")
                    .registration()
                    .registrationId();
        }

        Registration get(String id) {
            return store.load(List.of(id)).get(id).state();
        }

        private Registrations registrations() {
            return registrations;
        }

        /** It takes up nothing any more. */
        void die() {
            timer.shutdownNow();
        }

        @Override
        public void close() {
            timer.shutdownNow();
            factory.close();
        }
    }

    private volatile boolean stopped;

    /** Calls through, except that the named call never returns. */
    private <T> T stopping(Class<T> type, T target, String stopsIn, boolean after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    boolean stops = method.getName().equals(stopsIn);
                    if (stops && !after) {
                        stopForEver();
                    }
                    try {
                        Object answer = method.invoke(target, values);
                        if (stops) {
                            stopForEver();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void stopForEver() {
        stopped = true;
        while (true) {
            LockSupport.park();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verify,false",
        "verify,true",
        "search,false",
        "search,true",
        "credential,false",
        "credential,true",
        "tokenize,false",
        "tokenize,true"
    })
    void goesOnWhereverTheProcessStopped(String call, boolean after) {
        try (Store database = new Store();
                Process first = new Process(database, clock, call, after)) {
            String id = first.ask();
            await().atMost(Duration.ofSeconds(30)).until(() -> stopped);
            assertThat(first.get(id).state().isFinal()).isFalse();
            first.die();
            Clock later = Clock.offset(clock, Duration.ofMinutes(2));
            try (Process second = new Process(database, later, "nothing", false)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> second.get(id).state() == RegistrationState.COMPLETED);
                assertThat(issuer.tokenized)
                        .as("never under another task id")
                        .containsOnly(second.get(id).cards().getFirst().taskId());
                assertThat(issuer.tokenized.size()).isLessThanOrEqualTo(1);
            }
        }
    }
}
