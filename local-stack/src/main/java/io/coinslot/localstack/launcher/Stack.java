package io.coinslot.localstack.launcher;

import io.coinslot.localstack.broker.BrokerMain;
import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.Readiness;
import io.coinslot.localstack.registry.RegistryCommand;
import io.coinslot.localstack.store.StoreMain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The processes of the stack and how each is started. */
record Stack(Layout layout, Ports ports) {
    static final String STORE = "store";
    static final String BROKER = "broker";
    static final String REGISTRY = "registry";
    static final String GATEWAY = "api-gateway";
    static final String SIMULATORS = "market-simulators";
    static final String CARD_REGISTRY = "card-registry-service";
    /** Not a process but a step: topics and schemas, which a deployment creates before the services start. */
    static final String TOPICS = "topics and schemas";

    private static final Set<String> EVERYTHING_BELOW = Set.of(STORE, BROKER, REGISTRY, TOPICS);
    /** What does too little to earn back the time and memory of the optimizing compiler, or stands in for the outside. */
    private static final Set<String> QUICKLY_COMPILED = Set.of("catalog-service", "example-game", SIMULATORS);

    private static final List<String> SMALL_JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            // The optimizing compiler at its usual settings takes more processor time than the services for minutes,
            // and tens of megabytes: units that inline less cost a quarter of it and run hardly slower.
            "-XX:MaxInlineLevel=7",
            "-XX:FreqInlineSize=110",
            "-XX:InlineSmallCode=1000",
            "-XX:LiveNodeCountInliningCutoff=8000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Requests under way must fit into the young generation, or they are kept until the old one is full. */
    private static final List<String> USUAL_HEAP = List.of("-Xms128m", "-Xmn80m", "-Xmx320m");

    /** For what has few requests under way at a time. */
    private static final List<String> SMALL_HEAP = List.of("-Xms64m", "-Xmn32m", "-Xmx192m");

    /** Registrations of cards are fewer than purchases. */
    private static final Map<String, List<String>> OTHER_HEAPS = Map.of(
            CARD_REGISTRY,
            List.of("-Xms96m", "-Xmn64m", "-Xmx224m"),
            "catalog-service",
            SMALL_HEAP,
            "example-game",
            SMALL_HEAP);

    List<ServiceDefinition> definitions() {
        return List.of(
                store(),
                broker(),
                registry(),
                gateway(),
                simulators(),
                service("catalog-service", ports.catalog(), "catalog"),
                service("billing-service", ports.billing(), "billing"),
                marketGateway(),
                service("settlement-service", ports.settlement(), "settlement"),
                cardRegistry(),
                exampleGame());
    }

    private ServiceDefinition store() {
        Supplier<JavaCommand> command = () -> ownCommand(
                StoreMain.class.getName(),
                // Half as many collections, each of which looks through all that is kept: a seventh of its processor
                // time.
                // The network library's own checks of each byte it reads cost processor time as well.
                List.of(
                        "-Xms160m",
                        "-Xmn128m",
                        "-Xmx424m",
                        "-Dio.netty.buffer.checkBounds=false",
                        "-Dio.netty.buffer.checkAccessible=false"),
                List.of(
                        "--port", Integer.toString(ports.store()),
                        "--directory", layout.data(STORE).toString(),
                        "--max-data-mib", "1280"));
        return new ServiceDefinition(STORE, List.of(ports.store()), command, Readiness.port(ports.store()), Set.of());
    }

    private ServiceDefinition broker() {
        Supplier<JavaCommand> command = () -> ownCommand(
                BrokerMain.class.getName(),
                List.of("-Xms96m", "-Xmx224m"),
                List.of(
                        "--port", Integer.toString(ports.broker()),
                        "--controller-port", Integer.toString(ports.brokerController()),
                        "--directory", layout.data(BROKER).toString()));
        return new ServiceDefinition(
                BROKER,
                List.of(ports.broker(), ports.brokerController()),
                command,
                Readiness.port(ports.broker()),
                Set.of());
    }

    private ServiceDefinition registry() {
        return new ServiceDefinition(
                REGISTRY,
                List.of(ports.registry()),
                () -> RegistryCommand.of(ports.registry(), layout.data(REGISTRY)),
                Readiness.http(Ports.url(ports.registry()) + "/apis/ccompat/v7/subjects"),
                Set.of());
    }

    private ServiceDefinition gateway() {
        Map<String, String> properties = serviceProperties(ports.gateway(), "gateway");
        properties.put("coinslot.gateway.admin-client-id", Keys.ADMIN_CLIENT);
        // The one game here shares the places at services with nobody.
        properties.put("coinslot.gateway.limits.client-waits-percent", "100");
        properties.put("coinslot.gateway.limits.client-places-percent", "100");
        properties.put("coinslot.routes.catalog", Ports.url(ports.catalog()));
        properties.put("coinslot.routes.billing", Ports.url(ports.billing()));
        properties.put("coinslot.routes.market-gateway", Ports.url(ports.marketGateway()));
        properties.put("coinslot.routes.settlement", Ports.url(ports.settlement()));
        properties.put("coinslot.routes.card-registry", Ports.url(ports.cardRegistry()));
        return boot(GATEWAY, ports.gateway(), properties, List.of(), health(ports.gateway()), Set.of(STORE));
    }

    private ServiceDefinition simulators() {
        return boot(
                SIMULATORS,
                ports.simulators(),
                new LinkedHashMap<>(),
                List.of(
                        "--port=" + ports.simulators(),
                        "--data=" + layout.data("simulators"),
                        "--gateway=" + Ports.url(ports.gateway())),
                Readiness.port(ports.simulators()),
                Set.of());
    }

    private ServiceDefinition exampleGame() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(ports.exampleGame()));
        properties.put("coinslot.connection", layout.connection().toString());
        return boot(
                "example-game",
                ports.exampleGame(),
                properties,
                List.of(),
                Readiness.port(ports.exampleGame()),
                Set.of(DemoService.STEP));
    }

    private ServiceDefinition service(String name, int port, String database) {
        return boot(name, port, serviceProperties(port, database), List.of(), health(port), EVERYTHING_BELOW);
    }

    /** It has to trust the simulated App Store, whose root certificate is made when the simulators first start. */
    private ServiceDefinition marketGateway() {
        Map<String, String> properties = serviceProperties(ports.marketGateway(), "market_gateway");
        String appStore = Ports.url(ports.simulators()) + "/app-store";
        properties.put("coinslot.markets.app-store.production-url", appStore);
        properties.put("coinslot.markets.app-store.sandbox-url", appStore);
        properties.put(
                "coinslot.markets.app-store.root-certificates[0]",
                layout.data("simulators").resolve("app-store-root.cer").toString());
        properties.put("coinslot.markets.app-store.online-checks", "false");
        properties.put("coinslot.charging.registry-url", Ports.url(ports.cardRegistry()));
        Set<String> needs = new HashSet<>(EVERYTHING_BELOW);
        needs.add(SIMULATORS);
        return boot(
                "market-gateway-service",
                ports.marketGateway(),
                properties,
                List.of(),
                health(ports.marketGateway()),
                Set.copyOf(needs));
    }

    /** What its partners know it by, it is told when it is started: then they run. */
    private ServiceDefinition cardRegistry() {
        Set<String> needs = new HashSet<>(EVERYTHING_BELOW);
        needs.add(CardPartners.STEP);
        ServiceDefinition definition = boot(
                CARD_REGISTRY,
                ports.cardRegistry(),
                serviceProperties(ports.cardRegistry(), "card_registry"),
                List.of(),
                health(ports.cardRegistry()),
                Set.copyOf(needs));
        CardPartners partners = new CardPartners(ports, new Keys(layout.keys()));
        return definition.withProperties(partners::properties);
    }

    private Map<String, String> serviceProperties(int port, String database) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(port));
        properties.put("coinslot.kafka.bootstrap-servers", "127.0.0.1:" + ports.broker());
        // There is one of each, and the next one takes its place at once whatever has become of it.
        properties.put("coinslot.kafka.instance", "local");
        properties.put("coinslot.schema-registry.url", Ports.url(ports.registry()));
        properties.put("coinslot.mongodb.uri", "mongodb://127.0.0.1:" + ports.store());
        properties.put("coinslot.mongodb.database", database);
        properties.put("coinslot.security.issuer", Ports.url(ports.gateway()));
        properties.put("coinslot.security.jwks-uri", Ports.url(ports.gateway()) + "/oauth2/jwks");
        properties.put("coinslot.keys.directory", layout.keys().toString());
        properties.put("coinslot.webhooks.allow-private-addresses", "true");
        properties.put("coinslot.markets.google-play.root-url", Ports.url(ports.simulators()) + "/google-play");
        properties.put(
                "coinslot.markets.google-play.jwks-uri",
                Ports.url(ports.simulators()) + "/google-play/oauth2/v3/certs");
        properties.put(
                "coinslot.markets.one-store.commercial-url", Ports.url(ports.simulators()) + "/one-store/commercial");
        properties.put("coinslot.markets.one-store.sandbox-url", Ports.url(ports.simulators()) + "/one-store/sandbox");
        properties.put("coinslot.markets.galaxy-store.receipt-root", Ports.url(ports.simulators()) + "/galaxy-store");
        properties.put("coinslot.markets.galaxy-store.api-root", Ports.url(ports.simulators()) + "/galaxy-store");
        properties.put("coinslot.markets.stripe.api-base", Ports.url(ports.simulators()) + "/stripe");
        properties.put("coinslot.markets.toss-payments.api-base", Ports.url(ports.simulators()) + "/toss-payments");
        return properties;
    }

    private ServiceDefinition boot(
            String name,
            int port,
            Map<String, String> properties,
            List<String> arguments,
            Readiness readiness,
            Set<String> needs) {
        BootApplication application =
                new BootApplication(layout.archive(name), layout.application(name), layout.application("libraries"));
        List<String> flags = new ArrayList<>(SMALL_JVM);
        flags.addAll(OTHER_HEAPS.getOrDefault(name, USUAL_HEAP));
        if (QUICKLY_COMPILED.contains(name)) {
            flags.addAll(QuickCompilation.flags(layout.run()));
        }
        return new ServiceDefinition(
                name, List.of(port), () -> application.command(flags, properties, arguments), readiness, needs);
    }

    private static Readiness health(int port) {
        return Readiness.http(Ports.url(port) + "/actuator/health/readiness");
    }

    private JavaCommand ownCommand(String main, List<String> heap, List<String> arguments) {
        List<String> flags = new ArrayList<>(SMALL_JVM);
        flags.addAll(heap);
        Map<String, String> logging = new LinkedHashMap<>();
        logging.put("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        logging.put("org.slf4j.simpleLogger.showDateTime", "true");
        logging.put("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        return new JavaCommand(flags, logging, ModuleClasspath.of(layout, "local-stack"), main, arguments);
    }
}
