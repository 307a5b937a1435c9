package io.coinslot.examplegame.card;

import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.wire.Json;
import io.coinslot.examplegame.wire.JsonHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The player's phone: cards that it registered at its own payment server, the login at the account provider, and the
 * text messages of the bank. And, what no phone shows, what the payment server and the bank believe happened.
 */
public final class SimulatedPhone {
    /** The phone's payment server. */
    public static final String WALLET = "simulated-wallet";
    /** The financial company that issued the cards. */
    public static final String BANK = "simulated-bank";
    /** How account assertions name Coinslot. */
    private static final String COINSLOT = "coinslot";

    private static final int LEDGER_PAGE = 1000;

    private final JsonHttp http = new JsonHttp();
    private final URI simulators;
    private final String accountId;

    /** The phone of this account. */
    public SimulatedPhone(Connection connection, String accountId) {
        this.simulators = connection.simulators();
        this.accountId = accountId;
    }

    /** The phone registers a card at its payment server; the number stays there. */
    public void registerCard(String accountNumber) {
        http.post(
                control("peer/cards"), Json.object().put("accountId", accountId).put("accountNumber", accountNumber));
    }

    /** The account provider vouches for the account and for the device with this key, to Coinslot and to the wallet. */
    public String vouchFor(String deviceKeyThumbprint) {
        ObjectNode wanted = Json.object()
                .put("accountId", accountId)
                .put("audience", COINSLOT)
                .put("deviceKeyThumbprint", deviceKeyThumbprint);
        wanted.putArray("onward").add(WALLET);
        return http.post(control("account-provider/assertions"), wanted)
                .path("accountAssertion")
                .asString("");
    }

    /** The newest code that the bank sent to the phone; empty if it sent none. */
    public String codeFor(String tokenUniqueReference) {
        for (JsonNode code : http.get(control("issuer/codes?tokenUniqueReference=" + tokenUniqueReference))
                .path("items")) {
            if (code.path("state").asString("").equals("LIVE")) {
                return code.path("code").asString("");
            }
        }
        return "";
    }

    /** How many requests the wallet has had from Coinslot. */
    public int askedOfTheWallet() {
        return ledger("peer", 0).size();
    }

    /** What Coinslot asked the wallet for since then, and how it was answered: {@code search 200}. */
    public List<String> askedOfTheWalletSince(int before) {
        return ledger("peer", before).stream()
                .map(entry -> entry.path("call").asString("") + " "
                        + entry.path("outcome").asString(""))
                .toList();
    }

    /** The bank's task about this token; an empty object if it knows of none. */
    public JsonNode taskAtTheBank(String tokenUniqueReference) {
        return ledger("issuer", 0).stream()
                .filter(task -> task.path("tokenUniqueReference").asString("").equals(tokenUniqueReference))
                .findFirst()
                .orElseGet(Json::object);
    }

    private List<JsonNode> ledger(String of, int from) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = Integer.toString(from);
        do {
            JsonNode page = http.get(
                    control(of + "/ledger?serviceId=" + COINSLOT + "&limit=" + LEDGER_PAGE + "&after=" + cursor));
            page.path("items").forEach(entries::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return entries;
    }

    private URI control(String path) {
        return URI.create(simulators + "/control/" + path);
    }
}
