/** Pure. Devices' signed reports and the chain that they form. */
@NullMarked
package dev.weir.trust.report;

import org.jspecify.annotations.NullMarked;
