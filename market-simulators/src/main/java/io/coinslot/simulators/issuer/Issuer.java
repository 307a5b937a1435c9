package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.market.Party;
import io.coinslot.simulators.network.CardNetwork;
import io.coinslot.simulators.network.PresentedToken;
import io.coinslot.simulators.network.Verdict;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.sealing.OpeningKey;
import io.coinslot.simulators.sealing.SealingKey;
import io.coinslot.simulators.signing.KeyRing;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.MessageVerifier;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import io.coinslot.simulators.signing.SignatureRefusal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A simulated financial company. One lock makes each request, with all its traces, one step. */
public final class Issuer implements Party, CardNetwork {
    /** The company's name to cardholders, and that of its group. */
    static final String TITLE = "Simulated Bank";

    private static final List<String> MDES = List.of("mdes", "digitization", "1", "0");
    private static final List<String> PLAIN = List.of("plain", "v1");

    private final Object lock = new Object();
    private final Company company;
    private final KeyRing keys;
    private final SealingKey sealingKey;
    private final MessageVerifier verifier;
    private final Bank bank;
    private final MdesApi mdes;
    private final PlainApi plain;
    private final Controls controls;
    private final SpendingRules spendingRules = new SpendingRules();

    /** Opens the company with what it remembers. */
    public Issuer(Company company, MarketSurroundings around) {
        this.company = company;
        this.keys = new KeyRing(company.id(), around.data().resolve(company.root() + "-keys.journal"));
        this.sealingKey = SealingKey.of(keys.sealing());
        this.verifier = new MessageVerifier(company.id(), keys, around.realClock());
        CardNumbers numbers = new CardNumbers(around.secrets());
        DecisionTable table = new DecisionTable(numbers);
        BankMemory memory = new BankMemory(around.data().resolve(company.root() + ".journal"), table);
        MessageSigner signer = new MessageSigner(keys.own(), around.realClock());
        TokenUpdates updates = new TokenUpdates(around.courier(), around.target(), signer);
        this.bank = bank(around, memory, table, numbers, updates);
        this.mdes = new MdesApi(bank);
        this.plain = new PlainApi(bank);
        IssuerSettings settings = new IssuerSettings(company, around.address(), keys, bank, this::encryptionKey);
        IssuerResend resend = new IssuerResend(memory, updates, around.courier());
        this.controls = new IssuerControl(
                bank,
                table,
                settings,
                resend,
                new SpendingControl(bank.memory(), spendingRules, new TokenNumbers(around.secrets())),
                around.target(),
                this::locked);
    }

    private Bank bank(
            MarketSurroundings around,
            BankMemory memory,
            DecisionTable table,
            CardNumbers numbers,
            TokenUpdates updates) {
        Tokens tokens = new Tokens(memory, updates, around.marketClock());
        Obstinacy obstinacy = new Obstinacy();
        FundingAccounts accounts = new FundingAccounts(
                company.id(), memory, table, numbers, OpeningKey.of(keys.sealing()), around.marketClock());
        return new Bank(
                memory,
                accounts,
                new Registrations(memory, accounts, tokens, updates, obstinacy, around.marketClock()),
                new Activations(memory, tokens, around.marketClock()),
                tokens,
                new Spending(memory, new TokenNumbers(around.secrets()), spendingRules, around.marketClock()),
                obstinacy,
                around.secrets(),
                around.marketClock());
    }

    @Override
    public String name() {
        return company.root();
    }

    @Override
    public Response serve(Request request) {
        if (request.method().equals("GET") && request.path().equals(List.of(".well-known", "jwks.json"))) {
            return Response.json(200, publicKeys());
        }
        if (!(isBelow(request, MDES) && company.speaks(Shape.MDES)) && !isBelow(request, PLAIN)) {
            return Response.empty(404);
        }
        try {
            Sender sender = verifier.verify(request);
            return locked(() -> isBelow(request, MDES)
                    ? mdes.answer(sender, request.below(MDES.size()))
                    : plain.answer(sender, request.below(PLAIN.size())));
        } catch (SignatureRefusal refusal) {
            return refused(request, IssuerRefusal.unsigned(refusal));
        }
    }

    /** Whether the payment comes with a cryptogram of this company's. */
    public boolean knows(PresentedToken presented) {
        return locked(() -> bank.spending().knows(presented));
    }

    @Override
    public Verdict authorise(PresentedToken presented) {
        return locked(() -> bank.spending().authorise(presented));
    }

    @Override
    public Response fail(Request request, int status) {
        return refused(request, IssuerRefusal.ofStatus(status));
    }

    private static Response refused(Request request, IssuerRefusal refusal) {
        return isBelow(request, PLAIN) ? PlainApi.refused(refusal) : MdesApi.refused(null, refusal);
    }

    private static boolean isBelow(Request request, List<String> root) {
        return request.path().size() > root.size()
                && request.path().subList(0, root.size()).equals(root);
    }

    /** Whose it is. */
    public Company company() {
        return company;
    }

    /** The key that credentials for this company are sealed to. */
    public SealingKey sealingKey() {
        return sealingKey;
    }

    /** What a credential that somebody sealed says it is, without what it is. */
    public String openedAs(JsonNode payload) {
        return locked(() -> {
            try {
                JsonNode content = bank.accounts().opened(payload);
                return content.propertyNames().stream()
                        .filter(List.of("cardAccountData", "panUniqueReference", "tokenUniqueReference")::contains)
                        .findFirst()
                        .orElse("nothing");
            } catch (IssuerRefusal refusal) {
                return refusal.code();
            }
        });
    }

    private JsonNode publicKeys() {
        ObjectNode body = Json.object();
        ArrayNode set = body.putArray("keys");
        set.add(KeyRing.publicJwk(keys.own()));
        set.add(encryptionKey());
        return body;
    }

    private ObjectNode encryptionKey() {
        ObjectNode key = Json.object();
        for (Map.Entry<String, Object> member :
                keys.sealing().toPublicJWK().toJSONObject().entrySet()) {
            key.put(member.getKey(), String.valueOf(member.getValue()));
        }
        return key.put("use", "enc").put("kid", sealingKey.fingerprint()).put("fingerprint", sealingKey.fingerprint());
    }

    @Override
    public Controls controls() {
        return controls;
    }

    @Override
    public void tick() {
        locked(() -> {
            bank.registrations().decideDue();
            return true;
        });
    }

    @Override
    public void close() {
        bank.memory().close();
        keys.close();
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return bank.memory().together(work);
        }
    }
}
