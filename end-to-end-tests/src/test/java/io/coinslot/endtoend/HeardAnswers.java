package io.coinslot.endtoend;

import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every answer that our services gave to the test, word for word. */
final class HeardAnswers {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    HttpResponse<String> heard(HttpResponse<String> answer) {
        all.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
        return answer;
    }

    /** What our services told somebody else, who tells us. */
    void heard(String told) {
        all.add("told " + told);
    }

    void scan(LeakScan scan) {
        int number = 0;
        for (String answer : all) {
            scan.look("answer", "no. " + number++ + " " + answer.substring(0, 3), answer);
        }
    }

    int count() {
        return all.size();
    }
}
