/** What Slack itself says to a person, word for word where it is known. */
export const sentences = {
  unknownCommand: (command: string) =>
    `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.`,
  notInThreads: (command: string) => `${command} is not supported in threads. Sorry!`,
  commandFailed: (command: string, error: string) => `${command} failed with the error "${error}"`,
  clickFailed: (error: string) => `Oh no, something went wrong. Please try that again. (${error})`,
  // What the client shows where a view_submission is not answered, or with something that is no answer.
  submissionFailed: 'We had some trouble connecting. Try again?',
  requiredInput: 'Please complete this required field.',
  shortInput: (characters: number) => `Please enter at least ${characters} characters.`,
  longInput: (characters: number) => `Please enter no more than ${characters} characters.`,
  noNumber: 'Please enter a number.',
  noWholeNumber: 'Please enter a whole number.',
  smallNumber: (least: string) => `Please enter a number that is at least ${least}.`,
  largeNumber: (most: string) => `Please enter a number that is at most ${most}.`,
  noDate: 'Please enter a date.',
  noSuchOption: 'Please choose one of the options.',
  noSuchModal: 'This window is not open any more.',
  noSuggestions: 'Result is not valid.',
  botNotInChannel: (name: string) =>
    `You mentioned @${name}, but they’re not in this channel. Type /invite @${name} to add them.`,
  notYours: 'This message is not there for you.',
  unknownUser: 'There is no such person in this workspace.',
  unknownChannel: 'You are not in this conversation.',
  unknownElement: 'This message has no such button or choice.',
  emptyMessage: 'There is nothing to send.',
}
