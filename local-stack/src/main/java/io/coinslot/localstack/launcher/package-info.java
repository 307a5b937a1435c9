/** What {@code ./coinslot} runs: starts, shows and ends everything on one machine. */
@NullMarked
package io.coinslot.localstack.launcher;

import org.jspecify.annotations.NullMarked;
