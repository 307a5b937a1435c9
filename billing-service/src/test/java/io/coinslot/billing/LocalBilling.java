package io.coinslot.billing;

import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.card.SpendingCheck;
import io.coinslot.billing.card.TokenLimits;
import io.coinslot.billing.card.TokenNewsTask;
import io.coinslot.billing.card.webhook.JsonTokenNews;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.AccountNames;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Endings;
import io.coinslot.billing.checkout.Expiry;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.checkout.Permissions;
import io.coinslot.billing.checkout.Pricing;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.clientday.ClientDay;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.clientday.DayCheck;
import io.coinslot.billing.delivery.DeliveryConfirmations;
import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.delivery.DeliveryTerms;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.OverdueAlarm;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookOutcomes;
import io.coinslot.billing.delivery.WebhookSigner;
import io.coinslot.billing.delivery.WebhookTask;
import io.coinslot.billing.delivery.webhook.JsonWebhooks;
import io.coinslot.billing.limit.LimitSettlement;
import io.coinslot.billing.limit.ReservationCheck;
import io.coinslot.billing.limit.User;
import io.coinslot.billing.limit.Users;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.payment.MarketFacts;
import io.coinslot.billing.payment.MoneyBack;
import io.coinslot.billing.payment.Receipts;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Preparation;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.ReceiptKind;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.billing.refund.RefundRequests;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import tools.jackson.databind.json.JsonMapper;

/** The whole of billing's decisions over aggregates in memory; tasks run when the test says so. */
public final class LocalBilling {
    public static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    /** Three purchases a day, KRW 2000 at once and KRW 3000 a day. */
    public static final TokenLimits TOKEN_LIMITS = new TokenLimits(
            3, List.of(new TokenLimits.AmountLimit("KRW", Money.parse("KRW 2000"), Money.parse("KRW 3000"))));

    public final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T10:00:00Z");
    public final FakeCatalog catalog = FakeCatalog.withArcade();
    public final FakeAvailability availability = new FakeAvailability();
    /** Where every user has paid before, the newest first. */
    public List<Market> pastChoices = List.of();

    /** Why that cannot be read; null if it can. */
    public RuntimeException pastChoicesAway;

    public int pastChoicesRead;
    public final FakeGame game = new FakeGame();
    public final JsonWebhooks json = new JsonWebhooks(JsonMapper.shared());
    public final Notifier notifier = new Notifier(catalog, json);
    public final DeliverySteps steps = new DeliverySteps(notifier, DeliveryTerms.STANDARD);
    public final WebhookCourier courier = new WebhookCourier(catalog, new WebhookSigner(KEY), game, clock);
    public final DeliveryConfirmations confirmations = new DeliveryConfirmations(steps);
    public final MarketFacts facts = new MarketFacts(new MoneyBack(steps, notifier), notifier);
    public final Endings endings = new Endings(notifier);
    public final LocalAggregates<User, Void> userAggregates;
    public final Users users;
    public final LocalAggregates<ClientDay, Void> dayAggregates;
    public final ClientDays days;
    public final LocalAggregates<CardToken, Void> tokenAggregates;
    public final CardTokens cardTokens;
    public final PaymentTokens tokens;
    public final LocalAggregates<Purchase, PurchaseEvent> purchases;
    public final Checkout checkout;
    private final Map<PurchaseId, Long> sequences = new ConcurrentHashMap<>();

    public LocalBilling() {
        userAggregates = new LocalAggregates<>(List.of(new ReservationCheck(this::stored, clock)), clock);
        users = new Users(userAggregates);
        dayAggregates = new LocalAggregates<>(List.of(new DayCheck(this::stored, clock)), clock);
        days = new ClientDays(dayAggregates);
        tokenAggregates = new LocalAggregates<>(
                List.of(new TokenNewsTask(courier), new SpendingCheck(this::stored, clock)), clock);
        cardTokens = new CardTokens(tokenAggregates, catalog, new JsonTokenNews(JsonMapper.shared()));
        tokens = new PaymentTokens(tokenAggregates, TOKEN_LIMITS, Duration.ZERO);
        purchases = new LocalAggregates<>(
                List.of(
                        new WebhookTask(courier, new WebhookOutcomes(steps, json)),
                        new OverdueAlarm(notifier, clock),
                        new Expiry(endings, clock),
                        new LimitSettlement(users, days, tokens, this::stored, clock)),
                clock);
        Pricing pricing = new Pricing(catalog, availability, this::marketsPaidAt);
        checkout = new Checkout(
                purchases,
                new Permissions(users, tokens, days),
                pricing,
                new AccountNames(KEY),
                Duration.ofMinutes(30),
                clock);
    }

    private List<Market> marketsPaidAt(ServiceId serviceId, UserId userId) {
        pastChoicesRead++;
        if (pastChoicesAway != null) {
            throw pastChoicesAway;
        }
        return pastChoices;
    }

    private Stored<Purchase> stored(String id) {
        return purchases.find(id);
    }

    private Map<String, Stored<Purchase>> stored(Collection<String> ids) {
        return ids.stream()
                .map(purchases::find)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Stored::id, Function.identity()));
    }

    public static Client arcade() {
        return new Client(FakeCatalog.ARCADE, "svc-arcade", AmountLimits.NONE);
    }

    public static PurchaseDraft draft(Market market) {
        return new PurchaseDraft(
                new UserId("player-1"), new ProductId("gem-100"), market, 1, null, null, null, null, null);
    }

    public Checkout.Answer post(String key, PurchaseDraft draft) {
        return Joined.result(checkout.post(
                new Checkout.Posting(arcade(), new IdempotencyKey(key), draft, "", "Idempotency-Key"), new Patience()));
    }

    /** A fresh purchase of gem-100 for KRW 1200. */
    public PurchaseId requested(Market market) {
        Checkout.Posted posted = (Checkout.Posted) post("key-" + sequences.size() + "-" + market, draft(market));
        sequences.put(posted.purchase().id(), 0L);
        return posted.purchase().id();
    }

    /** A purchase at Google Play that is paid; the webhook has not been sent yet. */
    public PurchaseId paid() {
        PurchaseId id = requested(Market.GOOGLE_PLAY);
        submit(id, "token-1");
        tell(id, captured("KRW 1200"));
        return id;
    }

    /** A purchase at Google Play that is granted and finished. */
    public PurchaseId completed() {
        PurchaseId id = paid();
        runTasks();
        tell(id, new MarketFact.Finished("CONSUMED"));
        return id;
    }

    public Receipts.Outcome submit(PurchaseId id, String token) {
        return purchases
                .handleAndWait(
                        id.value(),
                        purchase -> Receipts.submit(
                                Objects.requireNonNull(purchase),
                                ReceiptKind.PURCHASE_TOKEN,
                                token,
                                moment(Source.API)))
                .result();
    }

    public MarketFact captured(String amount) {
        return captured("GPA.1", amount);
    }

    public MarketFact captured(String transactionId, String amount) {
        return new MarketFact.Captured(new Capture(
                transactionId,
                "com.example.arcade",
                Money.parse(amount),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(3)),
                false));
    }

    public static MarketFact prepared() {
        return new MarketFact.Prepared(new Preparation("pi_1", null, null));
    }

    public static MarketFact refunded(String marketRefundId, String amount) {
        return new MarketFact.Refunded(null, marketRefundId, Money.parse(amount), "MARKET", null);
    }

    /** The market's next fact about the purchase. */
    public Consumed tell(PurchaseId id, MarketFact fact) {
        return tell(id, sequences.merge(id, 1L, Long::sum), fact);
    }

    public Consumed tell(PurchaseId id, long sequence, MarketFact fact) {
        return purchases
                .handleAndWait(id.value(), purchase -> facts.apply(purchase, sequence, fact, moment(Source.MARKET)))
                .result();
    }

    public DeliveryConfirmations.Outcome confirm(PurchaseId id) {
        return purchases
                .handleAndWait(
                        id.value(),
                        purchase -> confirmations.confirm(Objects.requireNonNull(purchase), null, moment(Source.API)))
                .result();
    }

    /** Asks for a refund; no amount means everything that is left. */
    public RefundRequests.Outcome refund(PurchaseId id, String refundId, Money amount) {
        var draft = new RefundRequests.Draft(refundId, amount, "why", "print");
        return purchases
                .handleAndWait(
                        id.value(),
                        purchase -> RefundRequests.request(Objects.requireNonNull(purchase), draft, moment(Source.API)))
                .result();
    }

    public Endings.Cancellation cancel(PurchaseId id) {
        return purchases
                .handleAndWait(
                        id.value(), purchase -> Endings.cancel(Objects.requireNonNull(purchase), moment(Source.API)))
                .result();
    }

    public Purchase purchase(PurchaseId id) {
        return Objects.requireNonNull(purchases.find(id.value())).state();
    }

    public PurchaseStatus status(PurchaseId id) {
        return purchase(id).status();
    }

    /** Lets every task that is due have one attempt. */
    public void runTasks() {
        try {
            purchases.runTasks();
            userAggregates.runTasks();
            dayAggregates.runTasks();
            tokenAggregates.runTasks();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The names of all events so far. */
    public List<String> events() {
        return purchases.events().stream().map(PurchaseEvent::type).toList();
    }

    public Moment moment(Source source) {
        return new Moment(clock.instant(), source);
    }
}
