package io.coinslot.benchmarks;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.DeviceKey;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Users with a new device each, whose accounts hold a card at the other payment server. */
final class CardHolders {
    /** Each makes a few registrations: no device's own bound on requests is met. */
    private static final int MOST = 500;

    private static final int CARD_NUMBERS = 50;
    private static final String PEER = "simulated-wallet";

    private final Connection stack;
    private final HttpPool simulators;
    private final List<Holder> holders = new ArrayList<>();

    CardHolders(Connection stack, HttpPool simulators) {
        this.stack = stack;
        this.simulators = simulators;
    }

    /** A user, and the device that asks for the user's cards. */
    record Holder(String userId, DeviceKey key, String accessToken) {
        /** The headers of one request: the token, and a proof that the device made this request now. */
        String headers(String method, URI address) {
            return "Authorization: DPoP " + accessToken + "\r\nDPoP: " + key.proof(method, address, accessToken)
                    + "\r\n";
        }
    }

    /** Gives users their cards and opens sessions for their devices. */
    void prepare(CoinslotClient service, int registrations) throws IOException {
        List<String> numbers = approvedNumbers();
        for (int number = 0; number < Math.min(MOST, registrations); number++) {
            String userId = "holder-" + number;
            post(
                    "/control/peer/cards",
                    "{\"accountId\":\"" + accountId(userId) + "\",\"accountNumber\":\""
                            + numbers.get(number % numbers.size()) + "\"}");
            DeviceKey key = DeviceKey.generate();
            String token = service.devices()
                    .open(userId, "watch-" + number, key.thumbprint())
                    .accessToken();
            holders.add(new Holder(userId, key, token));
        }
    }

    Holder holder(int number) {
        return holders.get(number % holders.size());
    }

    List<Holder> all() {
        return List.copyOf(holders);
    }

    /** What the account's provider says of the device; it is good for one registration. */
    String assertion(Holder holder) throws IOException {
        String body = post(
                "/control/account-provider/assertions",
                "{\"accountId\":\"" + accountId(holder.userId())
                        + "\",\"audience\":\"coinslot\",\"deviceKeyThumbprint\":\""
                        + holder.key().thumbprint() + "\",\"lifetimeSeconds\":600,\"onward\":[\"" + PEER + "\"]}");
        return Fields.required(body, "accountAssertion");
    }

    /** Accounts at the provider are not of this run alone. */
    private String accountId(String userId) {
        return Integer.toHexString(System.identityHashCode(this))
                + ProcessHandle.current().pid() + "-" + userId;
    }

    /** Numbers that nobody has, which the financial company is told to approve. */
    private List<String> approvedNumbers() throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int count = 0; count < CARD_NUMBERS; count++) {
            String number =
                    withCheckDigit("49999" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L));
            post("/control/issuer/decisions", "{\"accountNumber\":\"" + number + "\",\"decision\":\"APPROVED\"}");
            numbers.add(number);
        }
        return numbers;
    }

    /** The check digit of ISO/IEC 7812-1 makes the weighed sum a multiple of ten. */
    static String withCheckDigit(String digits) {
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = digits.charAt(digits.length() - 1 - index) - '0';
            int weighed = index % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private String post(String target, String body) throws IOException {
        HttpConnection.Answer answer = simulators.post(target, "", body);
        if (answer.status() / 100 != 2) {
            throw new IOException(
                    target + " at " + stack.simulators() + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }
}
