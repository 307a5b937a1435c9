/** Signatures and key agreement at the speed of native code, behind the interfaces of the JDK. */
@NullMarked
package io.coinslot.signature;

import org.jspecify.annotations.NullMarked;
