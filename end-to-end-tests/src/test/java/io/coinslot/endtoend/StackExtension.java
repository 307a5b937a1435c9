package io.coinslot.endtoend;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the stack for the first test that asks for it, and ends it after the last. A test during which it answered what
 * it does not describe has failed.
 */
final class StackExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).computeIfAbsent(RunningStack.class, key -> started(), RunningStack.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertContractIsKept(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertContractIsKept(context);
    }

    private static void assertContractIsKept(ExtensionContext context) {
        RunningStack stack = store(context).get(RunningStack.class, RunningStack.class);
        if (stack != null) {
            stack.contract().assertIsKept();
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(StackExtension.class));
    }

    private static RunningStack started() {
        RunningStack stack = new RunningStack();
        try {
            stack.up();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }
}
