package io.coinslot.benchmarks;

import io.coinslot.benchmarks.CardHolders.Holder;
import io.coinslot.benchmarks.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Asks for cards by schedule, whether or not earlier registrations have ended. */
final class CardLoad {
    private static final int MOST_CALLS_UNDER_WAY = 1_000;
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int GATEWAY_TIMEOUT = 504;
    private static final String TARGET = "/v1/card-registrations";

    private final HttpPool gateway;
    private final URI address;
    private final CardHolders holders;
    private final CardJourneys journeys;
    private final Semaphore underWay = new Semaphore(MOST_CALLS_UNDER_WAY);
    private int begun;

    CardLoad(HttpPool gateway, URI gatewayAddress, CardHolders holders, CardJourneys journeys) {
        this.gateway = gateway;
        this.address = gatewayAddress.resolve(TARGET);
        this.holders = holders;
        this.journeys = journeys;
    }

    /** A request that only has to be sent. */
    private record Request(Holder holder, int number, String body) {}

    /**
     * Returns when every request of the schedule was answered or failed.
     *
     * @param begins called when everything is prepared and the schedule begins
     * @return when the schedule began
     */
    long run(Schedule schedule, Runnable begins) throws IOException {
        List<Request> requests = new ArrayList<>();
        for (int arrival = 0; arrival < schedule.size(); arrival++) {
            requests.add(request(begun++));
        }
        begins.run();
        long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int arrival = 0; arrival < schedule.size(); arrival++) {
                Request request = requests.get(arrival);
                long intended = start + schedule.offsetNanos(arrival);
                for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(() -> begin(request, intended));
            }
        }
        return start;
    }

    /** A device asks for all cards of its account. The account's provider was asked before: that is not our work. */
    private Request request(int number) throws IOException {
        Holder holder = holders.holder(number);
        String body = "{\"accountInfo\":{\"accountAssertion\":\"" + holders.assertion(holder)
                + "\"},\"paymentAppInstanceId\":\"app-" + number
                + "\",\"walletId\":\"bench\",\"deviceInfo\":{\"deviceName\":\"watch\",\"formFactor\":\"WATCH\","
                + "\"osName\":\"WEAR\",\"osVersion\":\"5\"},\"consumerLanguage\":\"ko\","
                + "\"selection\":{\"mode\":\"ALL\"}}";
        return new Request(holder, number, body);
    }

    /** The bound on calls under way delays only; the time still counts from the intended start. */
    private void begin(Request request, long intendedNanos) {
        underWay.acquireUninterruptibly();
        try {
            Answer answer = answered(request);
            long now = System.nanoTime();
            if (answer.status() != 202) {
                throw new JourneyFailedException(answer.status() + " for " + TARGET + ": " + answer.body());
            }
            journeys.of(Fields.required(answer.body(), "registrationId")).accepted(intendedNanos, now);
        } catch (IOException | JourneyFailedException e) {
            journeys.failed(e.toString());
        } finally {
            underWay.release();
        }
    }

    /** Asks again under the same key while nobody says whether the request was taken, as a device does. */
    private Answer answered(Request request) throws IOException {
        IOException unknown = new IOException("never asked");
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                Answer answer = gateway.post(
                        TARGET,
                        request.holder().headers("POST", address) + "Idempotency-Key: cards-" + request.number()
                                + "\r\n",
                        request.body());
                if (answer.status() != GATEWAY_TIMEOUT) {
                    return answer;
                }
                unknown = new IOException(answer.status() + " for " + TARGET + ": " + answer.body());
            } catch (IOException e) {
                unknown = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw unknown;
    }

    /** How many requests were sent, the warm-up's included. */
    int begun() {
        return begun;
    }
}
