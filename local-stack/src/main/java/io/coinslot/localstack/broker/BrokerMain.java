package io.coinslot.localstack.broker;

import io.coinslot.localstack.process.Options;
import java.io.IOException;

/** Runs a broker as its own process: {@code --port}, {@code --controller-port}, {@code --directory}. */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.parse(arguments);
        EmbeddedBroker broker = EmbeddedBroker.start(
                options.integer("--port", 9092),
                options.integer("--controller-port", 9093),
                options.path("--directory", ".coinslot/data/broker"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("broker ready on " + broker.bootstrapServers());
        broker.awaitShutdown();
    }
}
