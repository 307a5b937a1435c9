/** Starting, finding and ending processes of this machine. */
@NullMarked
package io.coinslot.localstack.process;

import org.jspecify.annotations.NullMarked;
