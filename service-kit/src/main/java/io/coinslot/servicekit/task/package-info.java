/** Durable tasks: calls to the outside that survive a crash. */
@NullMarked
package io.coinslot.servicekit.task;

import org.jspecify.annotations.NullMarked;
