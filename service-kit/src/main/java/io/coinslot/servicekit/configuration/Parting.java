package io.coinslot.servicekit.configuration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;

/**
 * Has callers turn to other processes before this one ends. Told to end, it is not ready any more, goes on answering for
 * a time and closes each connection with its answer: a request that comes over a kept connection later, when the server
 * takes in nothing more, is refused with 503.
 */
final class Parting implements Filter, SmartLifecycle {
    private final Duration time;
    private final ScheduledExecutorService timer;
    private volatile boolean running;
    private volatile boolean begun;

    Parting(Duration time, ScheduledExecutorService timer) {
        this.time = time;
        this.timer = timer;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (begun) {
            ((HttpServletResponse) response).setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        begun = true;
        running = false;
    }

    @Override
    public void stop(Runnable over) {
        stop();
        if (time.isPositive()) {
            timer.schedule(over, time.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            over.run();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anything else ends. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
