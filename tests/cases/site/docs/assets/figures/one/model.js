export const step = (state) => state;
