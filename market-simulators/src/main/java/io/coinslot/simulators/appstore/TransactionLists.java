package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A customer's transactions, and the refunded ones among them, twenty at a time. */
final class TransactionLists {
    private static final int PAGE = 20;

    private final Store store;
    private final Signer signer;

    TransactionLists(Store store, Signer signer) {
        this.store = store;
        this.signer = signer;
    }

    /** {@code HistoryResponse}: all transactions of the customer whose transaction was named. */
    ObjectNode history(Developer developer, Purchase named, Map<String, String> query) {
        List<Purchase> all = ofCustomer(named).stream()
                .filter(purchase -> !query.containsKey("productId")
                        || purchase.sale().productId().equals(query.get("productId")))
                .sorted(Comparator.comparingLong(purchase -> purchase.standing().purchasedMillis()))
                .toList();
        if ("DESCENDING".equals(query.get("sort"))) {
            all = all.reversed();
        }
        return page(all, query)
                .put("bundleId", developer.bundleId())
                .put("appAppleId", developer.appAppleId())
                .put("environment", Sale.PRODUCTION);
    }

    /** {@code RefundHistoryResponse}: a refund that was reversed is not in it. */
    ObjectNode refunds(Purchase named, Map<String, String> query) {
        return page(
                ofCustomer(named).stream()
                        .filter(purchase -> purchase.standing().revocation() != null)
                        .toList(),
                query);
    }

    /** Whoever bought without a name is nobody else. */
    private List<Purchase> ofCustomer(Purchase named) {
        String userId = named.sale().userId();
        return store.all().stream()
                .filter(Purchase::isTransaction)
                .filter(purchase -> purchase.sale()
                                .bundleId()
                                .equals(named.sale().bundleId())
                        && purchase.sale().environment().equals(named.sale().environment()))
                .filter(purchase -> userId == null
                        ? purchase.sale().transactionId().equals(named.sale().transactionId())
                        : userId.equals(purchase.sale().userId()))
                .toList();
    }

    private ObjectNode page(List<Purchase> all, Map<String, String> query) {
        int from = Math.min(revision(query), all.size());
        int to = Math.min(from + PAGE, all.size());
        ObjectNode page = Json.object();
        ArrayNode signed = page.putArray("signedTransactions");
        all.subList(from, to).forEach(purchase -> signed.add(signer.sign(purchase.claims(signer.signedDate()))));
        return page.put("revision", Integer.toString(to)).put("hasMore", to < all.size());
    }

    private static int revision(Map<String, String> query) {
        try {
            return Math.max(0, Integer.parseInt(query.getOrDefault("revision", "0")));
        } catch (NumberFormatException e) {
            throw AppStoreRefusal.invalidRevision();
        }
    }
}
