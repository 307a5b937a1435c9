package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No card number, activation code, account assertion, device's token or opened credential is anywhere that our processes
 * leave something, whatever happens to cards on their way. The scan shows first that it finds nothing, then that it would.
 */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CardLeaksE2E {
    private static final String PLANTED = "leak-scan-planted";

    private final HeardAnswers answers = new HeardAnswers();
    private RunningStack stack;
    private Game game;
    private CardScenes scenes;
    private CodeScenes codes;

    @BeforeAll
    void letEverythingHappen(RunningStack running) throws Exception {
        stack = running;
        game = new Game(stack);
        scenes = new CardScenes(stack, game, answers);
        codes = new CodeScenes(scenes, game.simulators);
        PeerScenes peers = new PeerScenes(scenes, answers, game.simulators);
        for (String issuer : List.of(CardScenes.BANK, CardScenes.SAVINGS_BANK)) {
            scenes.everyNumberIsDecided(issuer);
            scenes.theCompanyIsSilent(issuer);
            scenes.aTokenLives(issuer);
            scenes.aTokenPays(issuer);
            codes.aCodeIsWrongThenRightThenUsedAgain(issuer);
        }
        peers.assertionsAreNoGood();
        peers.thePeerTampers();
        peers.thePeerIsIllAndItsCardsGo();
        peers.thePeerAsksUs();
        MisplacedNumbers misplaced =
                new MisplacedNumbers(scenes, PublishedCards.decided("APPROVED").number());
        misplaced.inRegistrations();
        misplaced.inBrokenBodies();
        misplaced.aroundTheBody();
        misplaced.inTheStepsThatFollow();
        Operator operator = new Operator(stack, answers);
        LeftoverScenes leftovers = new LeftoverScenes(stack, scenes, game.simulators, operator);
        for (String issuer : List.of(CardScenes.BANK, CardScenes.SAVINGS_BANK)) {
            leftovers.aTokenIsInTheWayThatNobodyHereKnows(issuer);
            leftovers.aTokenWasLeftBehind(issuer);
            leftovers.theCompanyDoesNotHoldATokenBack(issuer);
        }
        leftovers.theRegistryWasAway(List.of(CardScenes.BANK, CardScenes.SAVINGS_BANK));
        new UndecidedScenes(stack, scenes, game.simulators, operator)
                .theCompanyNeverDecides(CardScenes.BANK, CardScenes.SAVINGS_BANK);
        for (String issuer : List.of(CardScenes.BANK, CardScenes.SAVINGS_BANK)) {
            codes.aCodeDiesOfMistakesAndOfTime(issuer);
        }
    }

    @AfterAll
    void close() {
        if (game != null) {
            game.close();
        }
    }

    private Needles needles() {
        List<Secret> secrets = new ArrayList<>();
        PublishedCards.numbers().forEach(number -> secrets.add(Secret.cardNumber(number)));
        CodeScenes.WRONG_CODES.forEach(code -> secrets.add(Secret.text("a wrong activation code", code)));
        scenes.assertions.forEach(assertion -> secrets.add(Secret.text("an account assertion", signature(assertion))));
        scenes.devices.forEach(
                device -> secrets.add(Secret.text("a device's access token", signature(device.accessToken()))));
        for (String member : List.of(
                "cardAccountData", "accountNumber", "expiryMonth", "cryptogram", "electronicCommerceIndicator")) {
            secrets.add(Secret.text("an opened credential", "\"" + member + "\""));
        }
        codes.codes.forEach(code -> secrets.add(Secret.text("an activation code", code)));
        scenes.numbersOfPayingTokens.forEach(number -> secrets.add(Secret.tokenNumber(number)));
        return new Needles(secrets);
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private LeakScan scan() {
        LeakScan scan = new LeakScan(stack, needles()).everywhere();
        answers.scan(scan);
        game.webhookBodies.forEach(body -> scan.look("webhook", "of the game", body));
        return scan;
    }

    @Test
    @Order(1)
    void nothingOfACardIsLeftAnywhere() {
        LeakScan scan = scan();
        assertThat(scan.looked().keySet()).contains("topic", "store", "log", "file", "page", "threads", "answer");
        assertThat(scan.looked().get("topic")).isGreaterThan(1_000);
        assertThat(codes.codes).hasSizeGreaterThanOrEqualTo(4);
        assertThat(scenes.numbersOfPayingTokens).isNotEmpty();
        assertThat(scan.findings())
                .withFailMessage(() -> scan.findings() + " among " + scan.looked())
                .isEmpty();
    }

    /** In another place and another form each. */
    @Test
    @Order(2)
    void whatIsPlantedIsFound() throws Exception {
        List<String> numbers = new ArrayList<>(PublishedCards.numbers());
        Path log = stack.state().resolve("logs").resolve(PLANTED + ".log");
        String code = codes.codes.iterator().next();
        try (MongoClient store =
                MongoClients.create(stack.connection().path("mongodb").stringValue())) {
            plantInATopic(numbers);
            store.getDatabase(PLANTED)
                    .getCollection("notes")
                    .insertOne(new Document("text", "for " + Secret.grouped(numbers.get(3), '-')));
            Files.writeString(log, "refused " + Secret.grouped(numbers.get(4), ' ') + "\nand code " + code + ".\n");
            LeakScan scan = scan();
            store.getDatabase(PLANTED).drop();
            Files.delete(log);
            Topic.delete(stack, PLANTED);
            for (String place : List.of(
                    "topic " + PLANTED + "-0@0 key: " + name(numbers.get(0)),
                    "topic " + PLANTED + "-0@0 value: " + name(numbers.get(1)),
                    "topic " + PLANTED + "-0@0 header note: " + name(numbers.get(2)),
                    "store " + PLANTED + ".notes: " + name(numbers.get(3)),
                    "log logs/" + PLANTED + ".log: " + name(numbers.get(4)),
                    "log logs/" + PLANTED + ".log: an activation code")) {
                assertThat(scan.findings()).as(place).anyMatch(finding -> finding.startsWith(place));
            }
        }
    }

    private static String name(String number) {
        return Secret.cardNumber(number).name();
    }

    private void plantInATopic(List<String> numbers) throws Exception {
        Topic.create(stack, PLANTED);
        byte[] value = Base64.getEncoder()
                .encodeToString(("x" + numbers.get(1) + "y").getBytes(StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] header = HexFormat.of()
                .formatHex(numbers.get(2).getBytes(StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.connection().path("kafka").stringValue()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> planted =
                    new ProducerRecord<>(PLANTED, numbers.get(0).getBytes(StandardCharsets.US_ASCII), value);
            planted.headers().add("note", header);
            producer.send(planted).get();
        }
    }
}
