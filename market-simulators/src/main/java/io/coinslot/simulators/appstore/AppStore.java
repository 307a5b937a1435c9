package io.coinslot.simulators.appstore;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The simulated App Store. Its root certificate lies in the data folder and is served at {@code pki/root.cer}: whoever
 * is to believe what it signs has to be told to trust it.
 */
public final class AppStore implements Market {
    /** The market's name. */
    public static final String NAME = "app-store";

    /** The root certificate's file in the data folder. */
    public static final String ROOT_CERTIFICATE = "app-store-root.cer";

    private static final List<String> ROOT_CERTIFICATE_PATH = List.of("pki", "root.cer");

    private final Developers developers;
    private final Signer signer;
    private final Callers callers;
    private final StoreMemory memory;
    private final AppStoreApi api;
    private final AppStoreControl control;

    /** Opens the market with what it remembers. */
    public AppStore(MarketSurroundings surroundings) {
        this.developers = new Developers(surroundings.data(), surroundings.secrets());
        this.signer = new Signer(developers.chain(surroundings.realClock()), surroundings.realClock());
        this.callers = new Callers(developers, surroundings.realClock());
        this.memory = new StoreMemory(surroundings.data());
        Notices notices = new Notices(developers, signer, surroundings.courier(), surroundings.target());
        Store store = new Store(memory, notices, surroundings.marketClock());
        this.api = new AppStoreApi(store, signer, new NotificationHistory(store, notices, surroundings.realClock()));
        this.control = new AppStoreControl(
                store,
                developers,
                signer,
                new AppStoreResend(store, developers, notices),
                surroundings.target(),
                surroundings.marketClock());
        publish(surroundings.data());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        try {
            return answer(request);
        } catch (AppStoreRefusal refusal) {
            return refusal.response();
        }
    }

    @Override
    public Response fail(Request request, int status) {
        return AppStoreRefusal.ofStatus(status).response();
    }

    @Override
    public MarketControl control() {
        return control;
    }

    @Override
    public void tick() {
        // Nothing ever becomes due: the App Store waits for a merchant without end.
    }

    @Override
    public void close() {
        memory.close();
        developers.close();
    }

    private Response answer(Request request) {
        if (request.method().equals("GET") && request.path().equals(ROOT_CERTIFICATE_PATH)) {
            return new Response(200, Map.of("Content-Type", "application/pkix-cert"), signer.rootCertificate());
        }
        if (request.path().size() < 3 || !request.path().getFirst().equals("inApps")) {
            throw AppStoreRefusal.noSuchPath();
        }
        return api.answer(callers.identify(request), request.below(1));
    }

    /** Written aside and moved, so that nobody reads half of it. */
    private void publish(Path folder) {
        try {
            Path aside = Files.createTempFile(folder, "root", ".new");
            Files.write(aside, signer.rootCertificate());
            Files.move(
                    aside,
                    folder.resolve(ROOT_CERTIFICATE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
