// The lab's model in a thread of its own, so that the page stays quick while it trains.

import { serve } from "./engine.js";

serve(self);
