package io.coinslot.billing.purchase.rest;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PageOfPurchases;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.ForDevices;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists purchases. */
@RestController
final class PurchaseListController {
    private static final int MOST_ITEMS = 200;
    private static final long USUAL_ITEMS = 50;

    private final PurchaseLists lists;

    PurchaseListController(PurchaseLists lists) {
        this.lists = lists;
    }

    @ForDevices
    @GetMapping("/v1/purchases")
    PageOfPurchases<PurchaseResource> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable PurchaseStatus status,
            @RequestParam(required = false) @Nullable String market,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        caller.requiring("purchases:read");
        String user = user(caller, InputRules.optional(userId, "userId", InputRules.LONGEST_ID));
        PurchaseLists.Query query = new PurchaseLists.Query(
                new ServiceId(caller.service()),
                user == null ? null : new UserId(user),
                status,
                market == null ? null : market(market),
                from == null ? null : InputRules.time(from, "from"),
                to == null ? null : InputRules.time(to, "to"));
        int most = (int) InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit");
        return PageOfPurchases.of(
                lists.newestFirst(query, PageOfPurchases.place(cursor), most + 1),
                most,
                stored -> PurchaseResource.of(stored.state(), stored.version()),
                stored -> new PurchaseLists.Place(stored.state().order().createdAt(), stored.id()));
    }

    /** Whose purchases are meant: those of a device are always its own user's. */
    private static @Nullable String user(Caller caller, @Nullable String named) {
        Device device = caller.device();
        if (device == null) {
            return named;
        }
        if (named != null && !caller.seesUser(named)) {
            throw Problem.atField(GeneralProblem.NOT_FOR_DEVICES, "userId", "A device sees its own user only")
                    .asException();
        }
        return device.userId();
    }

    private static Market market(String name) {
        Market market = Market.of(name);
        if (market == null) {
            throw Problem.invalid("market", "there is no market " + name).asException();
        }
        return market;
    }
}
