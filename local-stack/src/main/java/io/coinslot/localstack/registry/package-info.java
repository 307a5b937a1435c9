/** The schema registry, run from its published archive as a process of its own. */
@NullMarked
package io.coinslot.localstack.registry;

import org.jspecify.annotations.NullMarked;
