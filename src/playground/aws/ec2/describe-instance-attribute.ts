import type { DescribeInstanceAttributeRequest, Instance, InstanceAttribute } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import type { InstanceAttributes } from '../world.ts'
import { instanceAt } from './instance-at.ts'
import { checkFound, checkInstanceIds } from './instance-ids.ts'
import { instanceResource } from './instance-resource.ts'
import { readAction } from './read-action.ts'

export const describeInstanceAttribute = readAction({
  name: 'DescribeInstanceAttribute',
  resources: ({ InstanceId: id = '' }: DescribeInstanceAttributeRequest, call) => [instanceResource(id, call)],
  run({ InstanceId: id, Attribute: name }: DescribeInstanceAttributeRequest, call): InstanceAttribute {
    if (id === undefined) throw missing('InstanceId')
    if (name === undefined) throw missing('Attribute')
    checkInstanceIds([id])
    const read = Object.hasOwn(attributes, name) ? attributes[name] : undefined
    if (read === undefined) {
      const message = `Value (${name}) for parameter attribute is invalid. Unknown attribute.`
      throw new AwsError('InvalidParameterValue', message)
    }
    const simulated = call.place.instances.find((one) => one.id === id)
    const instance = simulated === undefined ? undefined : instanceAt(simulated, call.now)
    checkFound([id], () => instance !== undefined)
    return {
      InstanceId: id,
      ...(simulated === undefined || instance === undefined ? {} : read(instance, simulated.attributes)),
    }
  },
})

const missing = (parameter: string): AwsError =>
  new AwsError('MissingParameter', `The request must contain the parameter ${parameter}`)

type Read = (instance: Instance, attributes: InstanceAttributes) => InstanceAttribute

const value = (text: string | undefined): { Value?: string } => (text === undefined ? {} : { Value: text })

/** EC2 API Reference, DescribeInstanceAttribute; `enaSupport` is documented as not supported. */
const attributes: Readonly<Record<string, Read>> = {
  blockDeviceMapping: ({ BlockDeviceMappings }) => ({ BlockDeviceMappings }),
  disableApiStop: (_, { isStopProtected }) => ({ DisableApiStop: { Value: isStopProtected } }),
  disableApiTermination: (_, { isTerminationProtected }) => ({
    DisableApiTermination: { Value: isTerminationProtected },
  }),
  ebsOptimized: ({ EbsOptimized = false }) => ({ EbsOptimized: { Value: EbsOptimized } }),
  enclaveOptions: ({ EnclaveOptions }) => ({ EnclaveOptions }),
  groupSet: ({ SecurityGroups }) => ({ Groups: SecurityGroups }),
  instanceInitiatedShutdownBehavior: (_, { shutdownBehavior }) => ({
    InstanceInitiatedShutdownBehavior: { Value: shutdownBehavior },
  }),
  instanceType: ({ InstanceType }) => ({ InstanceType: value(InstanceType) }),
  kernel: ({ KernelId }) => ({ KernelId: value(KernelId) }),
  productCodes: ({ ProductCodes = [] }) => ({ ProductCodes }),
  ramdisk: ({ RamdiskId }) => ({ RamdiskId: value(RamdiskId) }),
  rootDeviceName: ({ RootDeviceName }) => ({ RootDeviceName: value(RootDeviceName) }),
  sourceDestCheck: ({ SourceDestCheck = true }) => ({ SourceDestCheck: { Value: SourceDestCheck } }),
  sriovNetSupport: ({ SriovNetSupport }) => ({ SriovNetSupport: value(SriovNetSupport) }),
  userData: (_, { userData }) => ({ UserData: value(userData) }),
}
