package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.Applicant;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.DeviceRequest;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.RegistrationRequests;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.registration.activation.CodeDesk;
import io.coinslot.cardregistry.registration.task.KeptAssertions;
import io.coinslot.cardregistry.registration.task.OtherRegistrations;
import io.coinslot.cardregistry.registration.task.RegistrationTaskHandlers;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.cardregistry.token.task.TokenTaskHandlers;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry in memory: its model and tasks, with partners that do what the test says. */
public final class Registry implements AccountAssertions {
    public static final Duration LIFE = Duration.ofMinutes(30);
    public static final Applicant WATCH = new Applicant("arcade", "alice", "watch", "thumb-watch");

    public final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    public final TestPeers peers = new TestPeers(clock);
    public final TestIssuer issuer = new TestIssuer();
    /** Another financial company. */
    public final TestIssuer rival = new TestIssuer();

    public final InMemoryClaims claims = new InMemoryClaims();
    public final InMemoryReferences references = new InMemoryReferences();
    public final LocalAggregates<Token, TokenEvent> tokenAggregates;
    public final LocalAggregates<Registration, RegistrationEvent> aggregates;
    public final Tokens tokens;
    public final Registrations registrations;
    public final CodeDesk codes;
    /** How well the companies are. */
    public final Targets targets = new Targets();

    private final List<TaskHandler<Registration, RegistrationEvent>> handlers;
    private final RegistrationRequests requests;
    private final List<String> requested = new ArrayList<>();
    public AssertionRefused.Reason refusing;
    /** The id of the assertion that devices show; null for another one each time. */
    public String shown;

    public Registry(Path folder) {
        FinancialCompanies issuers = new FinancialCompanies(Map.of("bank", issuer, "rival", rival));
        KeptAssertions kept = new KeptAssertions(TestSealer.in(folder));
        tokenAggregates =
                new LocalAggregates<>(new TokenTaskHandlers(issuers, claims, references, peers, clock).all(), clock);
        tokens = new Tokens(tokenAggregates, clock);
        OtherRegistrations others = new OtherRegistrations(new Lists(), this::registrations, clock);
        handlers = List.copyOf(new RegistrationTaskHandlers(
                        this, new InMemorySpent(), kept, peers, issuers, claims, tokens, others, clock)
                .all());
        aggregates = new LocalAggregates<>(handlers, clock);
        registrations = new Registrations(aggregates);
        requests = new RegistrationRequests(registrations, kept::seal, LIFE, clock);
        codes = new CodeDesk(registrations, new CompanyLine(issuers, targets));
    }

    /** What makes attempts at tasks of a kind. */
    public TaskHandler<Registration, RegistrationEvent> handler(String kind) {
        return handlers.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private Registrations registrations() {
        return registrations;
    }

    private final class Lists implements RegistrationLists {
        @Override
        public List<Registration> maybeOf(RegistrationLists.Token token, @Nullable Place after, int limit) {
            return requested.reversed().stream()
                    .skip(after == null ? 0 : requested.reversed().indexOf(after.registrationId()) + 1)
                    .map(Registry.this::get)
                    .filter(each -> each.request().paymentAppInstanceId().equals(token.paymentAppInstanceId()))
                    .filter(each -> each.cards().stream().anyMatch(card -> mayBeOf(card, token)))
                    .limit(limit)
                    .toList();
        }

        private static boolean mayBeOf(CardEntry card, RegistrationLists.Token token) {
            IssuedToken known = card.token();
            return card.source().issuerId().equals(token.issuerId())
                    && card.taskId() != null
                    && (known == null
                            ? card.mayHaveUnknownToken()
                            : known.tokenUniqueReference().equals(token.tokenUniqueReference()));
        }

        @Override
        public List<Registration> undecided(@Nullable String after, int limit) {
            return requested.stream()
                    .sorted()
                    .filter(id -> after == null || id.compareTo(after) > 0)
                    .map(Registry.this::get)
                    .filter(each -> each.cards().stream().anyMatch(CardEntry::isLeftToOperator))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public VerifiedAccount verify(String assertion, String presenter, String deviceKeyThumbprint)
            throws AssertionRefused {
        if (refusing != null) {
            throw new AssertionRefused(refusing);
        }
        return new VerifiedAccount(
                "account-alice",
                "alice-here",
                shown == null ? UUID.randomUUID().toString() : shown,
                clock.instant().plusSeconds(300),
                Map.of(
                        TestPeers.WALLET, new OnwardAssertion("alice-at-wallet", "assertion-for-wallet"),
                        TestPeers.OTHER_WALLET, new OnwardAssertion("alice-at-other", "assertion-for-other")));
    }

    /** A device's request, on its way as far as it gets by itself. */
    public String asked(SelectionMode mode, String paymentAppInstanceId) throws Exception {
        String id = recorded(mode, paymentAppInstanceId);
        run();
        return id;
    }

    public String recorded(SelectionMode mode, String paymentAppInstanceId) {
        return recorded(mode, paymentAppInstanceId, WATCH);
    }

    public String recorded(SelectionMode mode, String paymentAppInstanceId, Applicant applicant) {
        DeviceRequest request = new DeviceRequest(
                paymentAppInstanceId,
                "wallet-1",
                new DeviceInfo("watch", "WATCH", "WEAR", "5", List.of("NFC"), null),
                "ko",
                mode);
        String id = requests.request(
                        "dev-1",
                        new IdempotencyKey(UUID.randomUUID().toString()),
                        applicant,
                        request,
                        "header.claims.signature")
                .registration()
                .registrationId();
        requested.add(id);
        return id;
    }

    /** Makes attempts until nothing is left to be done now. */
    public void run() throws Exception {
        while (aggregates.runTasks() + tokenAggregates.runTasks() > 0) {
            // Each attempt may start more.
        }
    }

    /** Lets time pass, and does what is due then. */
    public void pass(Duration time) throws Exception {
        clock.advance(time);
        run();
    }

    /** As long as a company is asked what it has decided, and longer. */
    public void passHoursOfLookUps() throws Exception {
        for (int attempt = 0; attempt < 60; attempt++) {
            pass(Duration.ofMinutes(6));
        }
    }

    /** A registration of a card that the company has not decided for as long as it is asked. */
    public String undecided(String paymentAppInstanceId) throws Exception {
        issuer.decides(new TaskOutcome.Undecided());
        String id = asked(SelectionMode.ALL, paymentAppInstanceId);
        passHoursOfLookUps();
        return id;
    }

    /** As long as a company is told of a change of a token, and longer. */
    public void passMoreThanAWeek() throws Exception {
        for (int hour = 0; hour < 220; hour++) {
            pass(Duration.ofHours(1));
        }
    }

    /** A registration that ended without an answer, of which nothing has come to the company. */
    public String endedUnanswered(String paymentAppInstanceId) throws Exception {
        issuer.mishaps.add(TestIssuer.Mishap.LOST_REQUEST);
        String id = asked(SelectionMode.ALL, paymentAppInstanceId);
        pass(LIFE.plusMinutes(1));
        if (!"ISSUER_UNAVAILABLE".equals(get(id).errorCode())) {
            throw new IllegalStateException(get(id) + " has not ended for want of an answer");
        }
        return id;
    }

    /** What ended unanswered comes to the company after all, which makes a token. */
    public void arrives(String id, String token) {
        issuer.decide(get(id).cards().getFirst().taskId(), TestIssuer.approved(token));
    }

    /** The id of the only registration there is. */
    public String only() {
        return requested.getFirst();
    }

    public Registration get(String id) {
        return aggregates.find(id).state();
    }

    public RegistrationState state(String id) {
        return get(id).state();
    }

    public CardEntry card(String id, String suffix) {
        return get(id).cards().stream()
                .filter(card -> suffix.equals(card.source().accountPanSuffix()))
                .findFirst()
                .orElseThrow();
    }

    public List<String> events() {
        return aggregates.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    public static RequestKey key(String... asked) {
        return RequestKey.of("dev-1", new IdempotencyKey(UUID.randomUUID().toString()), asked);
    }
}
