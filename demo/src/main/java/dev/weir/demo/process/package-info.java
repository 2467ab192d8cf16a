/** Driver. The demo's operating-system processes: started, watched, restarted. */
@NullMarked
package dev.weir.demo.process;

import org.jspecify.annotations.NullMarked;
